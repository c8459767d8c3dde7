"""What each step of a verification says, in plain Chinese: when it passed, when it failed, when it cannot be told."""

from collections.abc import Mapping

_PASSED, _FAILED, _UNTOLD = True, False, None

SENTENCES: Mapping[str, Mapping[bool | None, str]] = {
    "structure": {_PASSED: "电子签章数据完整，格式符合标准", _FAILED: "电子签章数据已损坏，或者不符合标准格式"},
    "content": {_PASSED: "签章所保护的内容没有改动", _FAILED: "签章所保护的内容在签章之后被改动过"},
    "signature": {
        _PASSED: "签名值由签章者证书对应的密钥生成",
        _FAILED: "签名值与签章者证书不符，签章是伪造的或者被改动过",
    },
    "listed": {_PASSED: "签章者是印章登记的使用者", _FAILED: "签章者不在印章登记的使用者之中"},
    "seal": {
        _PASSED: "印章由制章者签名制作，没有改动",
        _FAILED: "印章与制章者的签名不符，印章是伪造的或者被改动过",
    },
    "maker": {
        _PASSED: "签章时，制章者证书由受信任的机构签发且有效",
        _FAILED: "签章时，制章者证书不受信任、不在有效期内或者已被吊销",
        _UNTOLD: "查不到制章者证书在签章时是否已被吊销",
    },
    "term": {_PASSED: "签章时，印章在有效期内", _FAILED: "签章时，印章不在有效期内"},
    "signer": {
        _PASSED: "签章时，签章者证书由受信任的机构签发且有效",
        _FAILED: "签章时，签章者证书不受信任、不在有效期内或者已被吊销",
        _UNTOLD: "查不到签章者证书在签章时是否已被吊销",
    },
    "time": {
        _PASSED: "签章的时间没有疑点",
        _FAILED: "签章的时间还没有到",
        _UNTOLD: "没有可用的时间戳，签章者证书现在已经失效或者查不到状态，不能证明签章是在证书有效时作出的",
    },
    "register": {
        _PASSED: "签章时，印章在登记簿上处于正常状态",
        _FAILED: "签章时，印章已经停用或者注销",
        _UNTOLD: "查不到印章在登记簿上的状态",
    },
}
