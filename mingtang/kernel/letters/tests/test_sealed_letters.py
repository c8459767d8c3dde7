"""Letters with and without the seal of their organ, in both forms."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.api import LetterVersion, install, sealed, sealed_twin
from mingtang.kernel.letters.kinds import Content
from mingtang.kernel.trust.api import (
    Authority,
    NoAuthority,
    SealUse,
    approve_seal,
    declare_seal_scope,
    evidence_at_hand,
    mandate_seal,
)
from mingtang.kernel.trust.tests.seal_office import applied_seal, made_seal
from mingtang.lib.ofd import verify_ofd
from mingtang.lib.pdf import verify_pdf
from mingtang.lib.verdicts import Outcome
from tests.world import World

pytestmark = pytest.mark.django_db

SCOPE = declare_seal_scope("test.letters", "测试文书")
SOURCE = """#import "/layout.typ": data, notice-letter, unsealed
#notice-letter(organ: data.organ, name: "通知书", number: "1号", to: "林叙", signature: data.organ + unsealed, date: "2026年3月9日")[]"""


@pytest.fixture
def version() -> LetterVersion:
    content = Content(SOURCE, "organ 机关\n", '{"organ": "和源市住房和城乡建设局"}')
    return install("sealed-letter", "通知书", content)


def _words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_letter_says_whether_it_carries_the_seal_and_so_does_its_twin(world: World, version: LetterVersion) -> None:
    organ = world.organ("housing-bureau")
    asked = {"organ_id": organ.pk, "scope": SCOPE, "title": "通知书", "about": version}
    bare = sealed(version.pk, {"organ": organ.name}, **asked)
    assert "未用印" in _words(bare.pdf)
    assert not bare.is_sealed
    assert sealed_twin(version.pk, {"organ": organ.name}, **asked) is None
    mandate_seal(SYSTEM, made_seal(world), SCOPE, basis="依据")
    letter = sealed(version.pk, {"organ": organ.name}, **asked)
    assert "未用印" not in _words(letter.pdf)
    twin = sealed_twin(version.pk, {"organ": organ.name}, **asked)
    assert twin is not None
    now, evidence = timezone.now(), evidence_at_hand()
    (of_pdf,), (of_ofd,) = verify_pdf(letter.pdf, evidence, now=now), verify_ofd(twin.ofd, evidence, now=now)
    assert of_pdf.outcome is Outcome.VALID, of_pdf.steps
    assert of_ofd.outcome in (Outcome.VALID, Outcome.UNKNOWN), of_ofd.steps
    assert set(SealUse.objects.values_list("form", "sealed_digest")) == {("pdf", letter.digest), ("ofd", twin.digest)}


def test_without_any_authority_no_seal_is_made_and_letters_go_out_bare(world: World, version: LetterVersion) -> None:
    applied = applied_seal(world)
    Authority.objects.filter(level=Authority.Level.ISSUING).update(state=Authority.State.RETIRED)
    with pytest.raises(NoAuthority):
        approve_seal(SYSTEM, applied)
    letter = sealed(version.pk, {"organ": "局"}, organ_id=applied.organ_id, scope=SCOPE, title="通知书", about=version)
    assert "未用印" in _words(letter.pdf)
