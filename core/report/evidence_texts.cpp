#include "core/report/evidence_texts.h"

namespace hypnodesk {

const char* const kEvidenceReadme =
    R"text(Evidence for one sleep scoring
==============================

This archive holds one scoring of one night's polysomnogram, and what is needed to see how it came about. Everything
in it is plain text or EDF+; no special program is needed to read it. It was written by Hypnodesk.

For research use. All automatically scored stages are subject to verification by a qualified clinician.

  scoring.edf      the scoring as EDF+ annotations, for any EDF+ viewer
  scoring.csv      the same as a table: epoch, onset in seconds, stage (W N1 N2 N3 R ?); where a network proposed the
                   stages, its probabilities
  statistics.json  sleep statistics of this scoring; null means "does not exist in this night"
  model.json       the network that proposed stages: name, SHA-256 of its file, device, options (absent when a person
                   scored alone)
  model_card.md    what that network was trained on and how well it did (absent when not at hand)
  audit.csv        the audit journal of the study: who changed what, when, from what to what. The journal covers all
                   scorings of the night; the column "scoring" tells them apart
  versions.json    program, study file and libraries that wrote this archive
  manifest.json    what belongs together: the recording by its digests, the scoring, the journal's head, and the
                   SHA-256 of every file
  SHA256SUMS       the same digests, for the command: sha256sum -c SHA256SUMS
  verify.py        checks all this: python3 verify.py

How the journal protects itself
-------------------------------
Each row holds a hash over the row before it and its own content: SHA-256 over the previous row's hash (64 zeros for
the first row) followed by every field of the row, number to stages, each written as LENGTH:BYTES, - the length in
bytes, a colon, the bytes, a comma. Empty cells in the columns scoring, epoch, before, before_source, after and
after_source are "absent" and written as -, instead. Whoever changes, removes or moves a row breaks the chain from
there on.

The hash of the last row stands in manifest.json. Written down elsewhere (on paper, in a letter, with a notary), it
proves later that the journal up to there is what it was. Without such an anchor a chain cannot prove that it was
not written anew as a whole.
)text";

const char* const kEvidenceVerifier = R"text(#!/usr/bin/env python3
"""Checks an evidence bundle: the digest of every file and the hash chain of the audit journal."""
import csv
import hashlib
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
folder = folder if folder.is_dir() else folder.parent
manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
problems = []

for name, digest in manifest["files"].items():
    path = folder / name
    if not path.is_file():
        problems.append(f"{name}: missing")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        problems.append(f"{name}: not the file that the manifest names")

MAY_BE_ABSENT = {"scoring", "epoch", "before", "before_source", "after", "after_source"}
csv.field_size_limit(2**31 - 1)
previous, number = "0" * 64, 0
with open(folder / "audit.csv", encoding="utf-8", errors="surrogateescape", newline="") as file:
    for row in csv.DictReader(file):
        number += 1
        content = previous.encode()
        for name, value in row.items():
            if name == "hash":
                continue
            if value == "" and name in MAY_BE_ABSENT:
                content += b"-,"
            else:
                data = value.encode("utf-8", "surrogateescape")
                content += str(len(data)).encode() + b":" + data + b","
        if int(row["number"]) != number:
            problems.append(f"audit.csv: row {number} is missing or not in its place")
            break
        if hashlib.sha256(content).hexdigest() != row["hash"]:
            problems.append(f"audit.csv: row {number} is not what was written")
            break
        previous = row["hash"]
head = manifest["journal"]
if not problems and (number, previous) != (head["rows"], head["hash"]):
    problems.append("audit.csv: does not end as the manifest says")

for problem in problems:
    print(problem)
print("NOT intact" if problems else f"intact: {len(manifest['files'])} files, {number} journal rows")
sys.exit(1 if problems else 0)
)text";

} // namespace hypnodesk
