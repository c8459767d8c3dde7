"""Documents in OFD: made from a letter, sealed, verified; a second of CPU time of one thread, medians."""

import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import typst
from scratch import rate

from mingtang.lib.crypto.tests import sealing
from mingtang.lib.crypto.tests.hierarchy import NOW
from mingtang.lib.ofd import sign_ofd, verify_ofd, write_ofd

ROUNDS, SECONDS = 3, 1.0
PARAGRAPHS = (
    "经研究，现将有关事项通知如下：请各单位高度重视，按照职责分工抓好落实，并于规定时间内书面报告办理结果。\n\n" * 30
)


def main() -> None:
    pdf = typst.compile(f"#set page(width: 210mm, height: 297mm)\n{PARAGRAPHS}".encode(), format="pdf")
    signer, evidence = sealing.city().holder("seal-signer"), sealing.evidence()
    document, seal = write_ofd(pdf, title="通知"), sealing.usual_seal()
    signing = {"moment": NOW, "places": [(1, 100, 100)]}
    sealed = sign_ofd(document, seal, signer.key, signer.certificate, **signing)
    works = {
        "written from a PDF": lambda: write_ofd(pdf, title="通知"),
        "sealed": lambda: sign_ofd(document, seal, signer.key, signer.certificate, **signing),
        "verified": lambda: verify_ofd(sealed, evidence, now=NOW),
    }
    for name, work in works.items():
        print(f"{name:20}{statistics.median(rate(work, SECONDS) for _ in range(ROUNDS)):8.1f} a second")


if __name__ == "__main__":
    main()
