from datetime import UTC, datetime, timedelta

import pytest

from mingtang.lib.ceremony import Ceremony, Plan, Session, hold
from mingtang.lib.crypto.certificates import Name, make_csr
from mingtang.lib.crypto.keys import KeyKind, generate_key
from mingtang.lib.crypto.shares import Share

NOW = datetime.now(UTC).replace(microsecond=0)  # openssl asks the clock
CUSTODIANS = ("甲", "乙", "丙", "丁", "戊")


def session(days: float = 0, **changed) -> Session:
    told = {"place": "和源市政务数据中心屏蔽机房", "master": "张主持", "auditor": "李审计"} | changed
    return Session(**told, clock=lambda: NOW + timedelta(days=days))


def request(kind: KeyKind, name: str = "和源市认证中心") -> bytes:
    return make_csr(generate_key(kind), Name.of(country="CN", organization="和源市人民政府", common_name=name))


@pytest.fixture(scope="session")
def held() -> tuple[Ceremony, tuple[Share, ...]]:
    """A ceremony just held, and its shares."""
    plan = Plan("和源市政务根证书", CUSTODIANS, publication="http://ca.heyuan.example/")
    return hold(plan, session(-3))
