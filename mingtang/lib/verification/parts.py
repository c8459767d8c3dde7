"""What the signatures of a document consist of, laid out for openssl: PDF, OFD and exports of evidence."""

from collections.abc import Sequence
from datetime import datetime
from shlex import quote

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.cms import SignedMessage, read_cms, verify_cms
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.seals import read_seal_signature
from mingtang.lib.crypto.timestamps import read_timestamp
from mingtang.lib.ofd import BadPackage, read_package
from mingtang.lib.ofd.document import Described, Document
from mingtang.lib.pdf import UnreadablePdf
from mingtang.lib.pdf.finding import Found, signatures_in
from mingtang.lib.pdf.reading import open_pdf
from mingtang.lib.verification.exports import stamps_of
from mingtang.lib.verification.kinds import Unreadable
from mingtang.lib.verification.walk import Walk, contains, is_sm2


def lay_out_pdf(walk: Walk, pdf: bytes, path: str, now: datetime) -> None:
    """Sections for every signature and every timestamp of a PDF. Raises Unreadable."""
    try:
        found = signatures_in(open_pdf(pdf), pdf)
    except UnreadablePdf as refused:
        raise Unreadable(refused.says, refused.detail) from None
    for number, each in enumerate(found, 1):
        if isinstance(each, Found):
            _pdf_signature(walk, each, number, path, now)


def _pdf_signature(walk: Walk, found: Found, number: int, path: str, now: datetime) -> None:
    name, what = f"signature-{number}", "时间戳" if found.is_timestamp else "签名"
    content = f"{name}/content"
    _, first, second, length = (int(each) for each in found.embedded.byte_range)
    written = 2 * len(found.message)
    cut = f"(head -c {first} {path}; head -c {second + length} {path} | tail -c {length}) > {content}"
    value = (
        f"head -c {first + 1 + written} {path} | tail -c {written}"  # whoever writes is never cut short by who reads
    )
    same = f'test "$({value} | tr A-F a-f)" = "$(od -An -v -tx1 {name}/message.der | tr -d \' \\n\')"'
    walk.keep(f"{name}/message.der", found.message)
    says = "签名值就在文件里；它所保护的，是文件中除签名值自己以外、直到签署时的末尾的全部字节。"
    walk.ask(f"第 {number} 个{what}：取出被签的字节", says, [cut, same])
    if found.is_timestamp:
        _timestamp(walk, f"{name}/message", found.message, content, f"第 {number} 个{what}")
    else:
        _pdf_message(walk, found, number, content, now)


def _pdf_message(walk: Walk, found: Found, number: int, content: str, now: datetime) -> None:
    name, title = f"signature-{number}", f"第 {number} 个签名"
    message = _read(found.message)
    signer = _signer(found.message, message, found.covered)
    if message is None or signer is None:
        walk.ask(f"{title}：内容与签名", "签名已损坏或者内容已被改动，取不出签名人。", ["false"])
        return
    info = message.signers[0]
    token = _unsigned(found, message)
    moment = _moment(token) or found.claimed or now
    commands = walk.message(f"{name}/message", found.message, message, signer, content)
    way = walk.way_to(signer, message.certificates)
    if not is_sm2(signer) and len(way) > 1:
        commands.append(_cms(walk, f"{name}/message.der", content, way, moment))
    walk.ask(f"{title}：内容与签名", "被签的字节没有改动，签名由签名人证书的密钥作出。", commands)
    if token is not None:
        value = walk.keep(f"{name}/message.signature", info.signature)
        _timestamp(walk, f"{name}/timestamp", token, value, title)
    _certificates(walk, title, "签名人", way, moment)


def _cms(walk: Walk, path: str, content: str, way: Sequence[Certificate], moment: datetime) -> str:
    given = f"-inform DER -in {path} -content {content} -CAfile {walk.certificate(way[0])}"
    between = "".join(f" -certfile {walk.certificate(each)}" for each in way[1:-1])
    return f"openssl cms -verify -binary -purpose any -attime {int(moment.timestamp())} {given}{between} -out /dev/null"


def _certificates(
    walk: Walk, title: str, whose: str, way: Sequence[Certificate], moment: datetime, purpose: str = "any"
) -> None:
    at = f"{moment:%Y-%m-%d %H:%M:%S %Z}"
    walk.ask(f"{title}：{whose}证书", f"在 {at}，每一张都由上一级签发并在有效期内。", walk.chain(way, moment, purpose))
    if standing := walk.standing(way, moment):
        says = "列表和应答确由签发机构作出，没有把证书列为已注销。"
        walk.ask(f"{title}：{whose}证书没有被注销", says, standing)


def _timestamp(walk: Walk, name: str, token: bytes, data: str, title: str) -> None:
    """Sections about a timestamp over the file `data`; `name` is where its parts go."""
    message, moment = _read(token), _moment(token)
    signer = _signer(token, message)
    if message is None or moment is None or signer is None or message.content is None:
        walk.ask(f"{title}：时间戳", "时间戳已损坏。", ["false"])
        return
    stamped = walk.keep(f"{name}.stamped", message.content)
    commands = [contains(stamped, data, signer), *walk.message(name, token, message, signer, stamped)]
    way = walk.way_to(signer, message.certificates)
    if not is_sm2(signer) and len(way) > 1:
        between = "".join(f" -untrusted {walk.certificate(each)}" for each in way[1:-1])
        given = f"-token_in -in {name}.der -data {data} -CAfile {walk.certificate(way[0])}{between}"
        commands.append(f"openssl ts -verify -attime {int(moment.timestamp())} {given}")
    commands.append(f"openssl asn1parse -inform DER -in {stamped} | grep GENERALIZEDTIME")
    says = f"时间戳服务证明，签名在 {moment:%Y-%m-%d %H:%M:%S %Z} 之前已经作出。"
    walk.ask(f"{title}：时间戳", says, commands)
    _certificates(walk, title, "时间戳", way, moment, purpose="timestampsign")


def lay_out_ofd(walk: Walk, ofd: bytes, path: str, now: datetime) -> None:
    """Sections for every seal of an OFD. Raises Unreadable."""
    try:
        document = Document(read_package(ofd))
        signatures = document.signatures()
    except BadPackage as refused:
        raise Unreadable("文件已损坏，或者不是规范的 OFD 文件", str(refused)) from None
    says = "OFD 是一个压缩包，印章所保护的是其中的各个部分。"
    walk.ask("打开文件", says, [f"rm -rf parts && unzip -q {path} -d parts"])
    for number, (place, _) in enumerate(signatures, 1):
        try:
            _ofd_seal(walk, document.described(place), document, number)
        except (BadPackage, CryptoFault) as broken:
            walk.ask(f"第 {number} 个印章", f"签章已损坏：{broken}", ["false"])


def _ofd_seal(walk: Walk, described: Described, document: Document, number: int) -> None:
    name, title = f"signature-{number}", f"第 {number} 个印章"
    signature = read_seal_signature(document.part(described.value))
    walk.ask(f"{title}：受保护的部分", "每个部分的摘要都写在签章的描述里。", _parts(described))
    signed = walk.keep(f"{name}/signed", signature.signed.content)
    value = walk.keep(f"{name}/signature", signature.signed.signature)
    commands = [
        _inside(f"parts/{described.value}", signed),
        contains(signed, quote(f"parts/{described.path}"), signature.signer),
        *walk.digest_signed(signed, value, signature.signer),
    ]
    walk.ask(f"{title}：签章", "描述的摘要在签章之内，签章由签章者证书的密钥作出。", commands)
    _seal(walk, signature.seal.made.content, signature.seal.made.signature, signature.seal.maker, name, signed, title)
    moment = _moment(signature.timestamp) or signature.said_at
    if signature.timestamp is not None:
        _timestamp(walk, f"{name}/timestamp", signature.timestamp, value, title)
    _certificates(walk, title, "签章者", walk.way_to(signature.signer), moment)
    _certificates(walk, title, "制章者", walk.way_to(signature.seal.maker), moment)


def _parts(described: Described) -> list[str]:
    method = "sha256" if described.method in (oids.SHA256, "SHA256") else "sm3"
    each = "openssl dgst -{0} -binary {1} | openssl base64 -A"
    return [
        f'grep -qF "$({each.format(method, quote(f"parts/{one.path}"))})" {quote(f"parts/{described.path}")}'
        for one in described.references
    ]


def _seal(walk: Walk, content: bytes, value: bytes, maker: Certificate, name: str, signed: str, title: str) -> None:
    seal, signature = walk.keep(f"{name}/seal.signed", content), walk.keep(f"{name}/seal.signature", value)
    says = "印章的内容（名称、图样、使用者的证书）由制章者签名，并且就在签章之内。"
    commands = [_inside(signed, seal), *walk.digest_signed(seal, signature, maker)]
    walk.ask(f"{title}：印章", says, commands)


def _inside(holder: str, piece: str) -> str:
    """A command: whether the bytes of the file `piece` stand in the file `holder`."""
    find = "import sys; whole, part = (open(name, 'rb').read() for name in sys.argv[1:]); sys.exit(part not in whole)"
    return f'python3 -c "{find}" {quote(holder)} {piece}'


def lay_out_export(walk: Walk, export: bytes, path: str, now: datetime) -> None:
    """Sections for an export of the chain of evidence and the timestamps over its heads."""
    says = "逐条重算每条记录和每一环的摘要；时间戳所盖的，是一行文字“序号:链头”。"
    walk.ask("重算存证链", says, [f"python3 verify_evidence.py {path}"])
    for stamp in stamps_of(export):
        name, title = f"stamp-{stamp.seq}", f"第 {stamp.seq} 条的时间戳"
        text = walk.keep(f"{name}/text", stamp.text)
        heads = f"python3 verify_evidence.py {path} | grep -x"
        walk.ask(f"{title}：链头", "所盖的文字就是重算出来的链头。", [f'{heads} "stamped $(cat {text})"'])
        _timestamp(walk, f"{name}/timestamp", stamp.token, text, title)


def _read(encoded: bytes) -> SignedMessage | None:
    try:
        message = read_cms(encoded)
    except CryptoFault:
        return None
    return message if len(message.signers) == 1 else None


def _signer(encoded: bytes, message: SignedMessage | None, content: bytes | None = None) -> Certificate | None:
    """Who signed; also where the content is another one: then it is the first that is shown and stands for no other."""
    try:
        _, (signer,) = verify_cms(encoded, content)
    except (CryptoFault, ValueError):
        shown = message.certificates if message else ()
        return next((each for each in shown if not each.is_authority), None)
    return signer.certificate


def _unsigned(found: Found, message: SignedMessage) -> bytes | None:
    """The timestamp over the signature, if it carries one."""
    try:
        _, (signer,) = verify_cms(found.message, found.covered)
    except (CryptoFault, ValueError):
        return None
    return signer.unsigned.get(oids.STAMP_OF_SIGNATURE)


def _moment(token: bytes | None) -> datetime | None:
    try:
        return read_timestamp(token).moment if token else None
    except CryptoFault:
        return None
