"""The accounts that a newcomer is told of."""

from dataclasses import dataclass

PASSWORD = "Heyuan@2026"


@dataclass(frozen=True)
class DemoAccount:
    """What to type at the sign-in page, and who that is."""

    login: str
    password: str
    who: str


def demo_accounts() -> list[DemoAccount]:
    """One account of each kind; all accounts of the demo city have the same password."""
    return [
        DemoAccount("hy0012", PASSWORD, "工作人员：许青禾，和源市住房和城乡建设局行政审批科"),
        DemoAccount("hy0031", PASSWORD, "系统管理员：程维桢（全市）"),
        DemoAccount("hy0032", PASSWORD, "安全保密管理员：方慎之（全市）"),
        DemoAccount("hy0033", PASSWORD, "安全审计员：沈明鉴（全市）"),
        DemoAccount("hy0071", PASSWORD, "系统管理员：贺知远（石桥县）"),
        DemoAccount("hy0116", PASSWORD, "签发机构管理员：钟离朔，和源市政务服务和数据管理局数字证书科"),
        DemoAccount("hy0117", PASSWORD, "证书管理员：易知行，同科"),
        DemoAccount("hy0118", PASSWORD, "密钥管理员：管慎言，同科，提出密钥恢复"),
        DemoAccount("hy0119", PASSWORD, "密钥管理复核员：封若谷，同科，确认密钥恢复"),
        DemoAccount("19900082046", PASSWORD, "个人：林叙"),
        DemoAccount("91990100MA0A002Y77", PASSWORD, "企业：和源城市建设发展有限公司"),
    ]
