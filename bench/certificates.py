"""What an authority makes in a second of CPU time of one thread, beside bare signatures of the same key, in turns.

Goals: 300 certificates and 2 000 answers a second on two cores, with SM2; a list of 100 000 entries in a second.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from scratch import rate

from mingtang.lib.crypto.certificates import PROFILES, check_csr, issue_certificate, make_csr, read_certificate
from mingtang.lib.crypto.cms import sign_cms, verify_cms
from mingtang.lib.crypto.engine import engine
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason, Responder, Revoked, make_crl, make_question, read_crl
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, Hierarchy, hierarchy, subject, term
from mingtang.lib.crypto.timestamps import Imprint, Stamper, make_timestamp_request
from mingtang.lib.crypto.validation import Evidence, validate_path

ROUNDS, SECONDS, ENTRIES = 3, 0.4, 100_000
MESSAGE = b"x" * 500


def main() -> None:
    print(f"engine {engine().name}, {engine().version}; medians of {ROUNDS} rounds, per second of CPU time")
    works = {kind: works_of(hierarchy(kind)) for kind in KeyKind}
    for name in works[KeyKind.SM2]:
        rates = {kind: statistics.median(rate(works[kind][name], SECONDS) for _ in range(ROUNDS)) for kind in KeyKind}
        print(f"{name:28}" + "".join(f"{kind:>12} {rates[kind]:7.0f}" for kind in KeyKind))
    tell_list()


def works_of(h: Hierarchy) -> dict[str, Callable[[], object]]:
    organ, signer, clock = h.holder(), h.holder("ocsp-signer"), h.holder("timestamper")
    name, span, profile = subject(), term(), PROFILES["organ-signing"]
    question = make_question(organ.certificate, h.city.certificate, bytes(16))
    responder = Responder(h.city.certificate, signer.certificate, signer.key)
    register: dict[int, Revoked | None] = {organ.certificate.serial: None}
    answer = responder.answer(question, lambda _: register, this_update=NOW, next_update=NOW + DAY)
    stamper = Stamper(clock.certificate, clock.key, "1.2.156.10260.9.8")
    asked, request = make_timestamp_request(Imprint.of(MESSAGE)), make_csr(organ.key, name)
    message = sign_cms(organ.key, organ.certificate, MESSAGE)
    upper = read_crl(make_crl(h.root, [], number=1, this_update=NOW, next_update=NOW + DAY))
    evidence = Evidence([h.root.certificate], [h.city.certificate], [upper], [answer])
    return {
        "bare signature": lambda: h.city.key.sign(MESSAGE),
        "certificate issued": lambda: issue_certificate(h.city, organ.key.spki, name, profile, span),
        "certificate read": lambda: read_certificate(organ.encoded).uses,
        "request checked": lambda: check_csr(request),
        "OCSP answer": lambda: responder.answer(question, lambda _: register, this_update=NOW, next_update=NOW + DAY),
        "timestamp": lambda: stamper.answer(asked, serial=1, moment=NOW),
        "message signed": lambda: sign_cms(organ.key, organ.certificate, MESSAGE),
        "message verified": lambda: verify_cms(message),
        "path of three judged": lambda: validate_path(organ.certificate, evidence, NOW),
    }


def tell_list() -> None:
    revoked = [
        Revoked(10**37 + 7919 * number, NOW - timedelta(minutes=number % 50_000), Reason(number % 6))
        for number in range(ENTRIES)
    ]
    begin = time.process_time()
    encoded = make_crl(hierarchy(KeyKind.SM2).city, revoked, number=1, this_update=NOW, next_update=NOW + DAY)
    written, begin = time.process_time() - begin, time.process_time()
    read_crl(encoded)
    print(f"list of {ENTRIES} entries, {len(encoded) / 1e6:.1f} MB: written in {written:.2f} s,", end=" ")
    print(f"read in {time.process_time() - begin:.2f} s")


if __name__ == "__main__":
    main()
