"""What is downloaded: certificates and chain in PEM, envelopes in DER (GB/T 35276), and a note what each file is."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from mingtang.domains.registration.models import CertificateApplication
from mingtang.kernel.trust.api import Certificate, KeyRecovery, path_to_root
from mingtang.lib.crypto.keys import to_pem

_NOTE = """证书下载包

signing-certificate.pem     签名证书
encryption-certificate.pem  加密证书（双证书才有）
chain.pem                   签发机构到根的证书链
encryption-key.der          加密私钥的数字信封（SM2EnvelopedKey，GB/T 35276），只有您的签名密钥能打开
recovered-key-N.der         补办时恢复的原加密私钥，同样是数字信封

文件里没有签名私钥：它在您自己生成的密钥文件或介质里。导入后请回到申请页面确认。
"""


def package_of(application: CertificateApplication) -> bytes:
    """The archive of an application whose certificate is issued; four statements."""
    signing = application.certificate
    if signing is None:
        raise ValueError("nothing was issued")
    files = {"signing-certificate.pem": _pem(signing), "chain.pem": _chain(signing), "README.txt": _NOTE.encode()}
    if application.envelope:
        files["encryption-certificate.pem"] = _pem(signing.encryption)
        files["encryption-key.der"] = bytes(application.envelope)
    for number, envelope in enumerate(_recovered(application), start=1):
        files[f"recovered-key-{number}.der"] = envelope
    return _zipped(files)


def _pem(certificate: Certificate) -> bytes:
    return to_pem("CERTIFICATE", bytes(certificate.encoded)).encode("ascii")


def _chain(certificate: Certificate) -> bytes:
    path = path_to_root(certificate.authority)
    return "".join(to_pem("CERTIFICATE", each.encoded) for each in path).encode("ascii")


def _recovered(application: CertificateApplication) -> list[bytes]:
    done = KeyRecovery.objects.filter(pk__in=application.recoveries, state=KeyRecovery.State.DONE).order_by("pk")
    return [bytes(envelope) for envelope in done.values_list("envelope", flat=True)]


def _zipped(files: dict[str, bytes]) -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return archive.getvalue()
