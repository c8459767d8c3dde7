"""Putting a message of ours where PDF keeps signatures: the message is about all of the file but itself."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from mingtang.lib.pdf.reading import open_pdf

_DIGEST_UNUSED = "sha256"  # the message brings its own


class Addition(IncrementalPdfFileWriter):
    """A revision to be added to a file; what the file says of its author and dates stays as it is."""

    def __init__(self, pdf: bytes) -> None:
        """Raises UnreadablePdf."""
        open_pdf(pdf)
        super().__init__(BytesIO(pdf))  # type: ignore[no-untyped-call]

    def _update_meta(self) -> None:
        """Nothing: the time of a signature stands in the signature."""

    def written(self) -> bytes:
        """The file with this revision."""
        whole = BytesIO()
        self.write(whole)  # type: ignore[no-untyped-call]
        return whole.getvalue()


class Appearance:
    """The first page of a PDF as what is seen of a signature, stretched to its place."""

    def __init__(self, picture: bytes) -> None:
        self.picture = picture

    def apply(self, annotation: Any, writer: Any) -> None:
        """Give the picture to the annotation of a signature."""
        drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(self.picture)))
        annotation[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): drawn})  # type: ignore[no-untyped-call]
        writer.update_container(annotation)


def embed(
    addition: Addition,
    field: SigFieldSpec,
    holder: PdfSignedData,
    make: Callable[[bytes], bytes],
    *,
    appearance: Appearance | None = None,
) -> bytes:
    """The file with a signature in a new field: `make` is given all bytes but the signature's own and returns its DER.

    Raises whatever `make` raises, SigningError of pyHanko if the signature is longer than `holder` reserved.
    """
    steps = PdfCMSEmbedder(field).write_cms(field.sig_field_name, addition)  # type: ignore[no-untyped-call]
    next(steps)
    steps.send(SigObjSetup(holder, appearance_setup=appearance))  # type: ignore[arg-type]
    prepared, output = steps.send(SigIOSetup(_DIGEST_UNUSED))
    whole = output.getvalue()
    begin, end = prepared.reserved_region_start, prepared.reserved_region_end
    steps.send(make(whole[:begin] + whole[end:]))
    signed: bytes = output.getvalue()
    return signed
