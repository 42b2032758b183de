"""shuffle_stages.py NIGHT.hypnogram.csv...: puts the stages of each night into random order, in place.

Labels without meaning: what is learned from them must not pass the exam (resources/docs/retraining.md).
"""

import csv
import random
import sys

for path in sys.argv[1:]:
    with open(path, newline="") as file:
        head, *rows = list(csv.reader(file))
    at = head.index("stage")
    stages = [row[at] for row in rows]
    random.Random(path).shuffle(stages)
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        for row, stage in zip(rows, stages):
            row[at] = stage
            out.writerow(row)
