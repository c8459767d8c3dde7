"""Check an archive package without Mingtang: python3 verify_package.py PACKAGE.zip

Every file must have the digest that manifest.json names, and every record in evidence.json must lie under a head of the
evidence chain. Compare the heads printed at the end with those the node has published.
"""

import hashlib
import json
import sys
import zipfile


def sm3(data: bytes) -> str:
    return hashlib.new("sm3", data).hexdigest()


def check_files(package: zipfile.ZipFile) -> int:
    manifest = json.loads(package.read("manifest.json"))
    names = {each["name"] for each in manifest["files"]} | {"manifest.json"}
    if set(package.namelist()) != names:
        sys.exit(f"BROKEN: the package holds {sorted(set(package.namelist()) ^ names)} against its manifest")
    for each in manifest["files"]:
        if sm3(package.read(each["name"])) != each["sm3"]:
            sys.exit(f"BROKEN: {each['name']} is not what was put away")
    return len(manifest["files"])


def check_head(head: dict) -> int:
    seq, digest, records = head["after"]["seq"], head["after"]["digest"], 0
    for link in head["links"]:
        if "record" in link:
            records += 1
            text = json.dumps(link["record"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            if sm3(text.encode()) != link["record_digest"]:
                sys.exit(f"BROKEN: record {link['id']} has been changed")
        seq += 1
        digest = sm3(f"{digest}:{seq}:{link['id']}:{link['record_digest']}".encode())
    if (seq, digest) != (head["seq"], head["digest"]):
        sys.exit(f"BROKEN: the links do not lead to head {head['seq']}")
    return records


with zipfile.ZipFile(sys.argv[1]) as archive:
    files = check_files(archive)
    evidence = json.loads(archive.read("evidence.json"))
    found = sum(check_head(head) for head in evidence["heads"])
sys.stdout.write(f"{files} files and {found} records hold\n")
for each_head in evidence["heads"]:
    sys.stdout.write(f"head {each_head['seq']}:{each_head['digest']}\n")
