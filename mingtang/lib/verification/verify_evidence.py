"""Check an export of Mingtang's evidence without Mingtang: python3 verify_evidence.py FILE

Each link is SM3 (GB/T 32905-2016) over the link before it, its number, and its record. Compare the head printed at the
end with a published one: whoever rewrites the whole file cannot keep it. Timestamps are over the heads printed as stamped.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def sm3(text: str) -> str:
    return hashlib.new("sm3", text.encode("utf-8")).hexdigest()


def check(start: Any, *links: Any, end: Any) -> str:
    seq, digest = start["first"] - 1, start["previous"] if start["first"] > 1 else "0" * 64
    stamped, told = {each["seq"]: each["head"] for each in end.get("stamps", ())}, ""
    for link in links:
        record = sm3(json.dumps(link["record"], sort_keys=True, separators=(",", ":"), ensure_ascii=False))
        seq, digest = seq + 1, sm3(f"{digest}:{seq + 1}:{link['id']}:{record}")
        told += f"stamped {seq}:{digest}\n" if seq in stamped else ""
        if (link["seq"], link["record_digest"], link["digest"], stamped.pop(seq, digest)) != (
            seq,
            record,
            digest,
            digest,
        ):
            sys.exit(f"BROKEN at link {seq}, record {link['id']}")
    if (start["format"], end["last"], end["head"], stamped) != ("mingtang-evidence-1", seq, digest, {}):
        sys.exit(f"BROKEN: the file names a head at {end['last']} but its links end at {seq}")
    return f"{told}{len(links)} links hold, head {seq}:{digest}\n"


*lines, last = map(json.loads, Path(sys.argv[1]).read_text(encoding="utf-8").rstrip("\n").split("\n"))
sys.stdout.write(check(*lines, end=last))
