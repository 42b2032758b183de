#!/usr/bin/env python3
"""Golden numbers for tst_agreement, from formulas written down a second time, over lists of labels instead of a
confusion matrix (kappa: Cohen 1960 in exact fractions; F1 from precision and recall).

    make_agreement_golden.py [FOLDER_OF_DOD_HYPNOGRAMS]

writes agreement_golden.json beside itself and, with the folder of the five experts' hypnograms of the Dreem open
datasets (JSON lists of -1, 0..4), dod_kappa.json: what the experts' pairwise kappas are.
"""
import glob
import itertools
import json
import os
import random
import sys
from fractions import Fraction

LETTERS = "W123R"
HERE = os.path.dirname(os.path.abspath(__file__))


def kappa(pairs):
    n = len(pairs)
    if n == 0:
        return None
    observed = Fraction(sum(a == b for a, b in pairs), n)
    expected = sum(Fraction(sum(a == c for a, _ in pairs), n) * Fraction(sum(b == c for _, b in pairs), n)
                   for c in LETTERS)
    return None if expected == 1 else float((observed - expected) / (1 - expected))


def f1(pairs, c):
    if not any(a == c for a, _ in pairs):
        return None
    hits = sum(a == c and b == c for a, b in pairs)
    if hits == 0:
        return 0.0
    recall = hits / sum(a == c for a, _ in pairs)
    precision = hits / sum(b == c for _, b in pairs)
    return 2 * precision * recall / (precision + recall)


def share(pairs, c, of):
    """Of the pairs that `of` (0 the reference, 1 the other) calls c, the share that both do."""
    named = [p for p in pairs if p[of] == c]
    return sum(p[0] == p[1] for p in named) / len(named) if named else None


def figures(reference, other):
    both = list(zip(reference, other))
    pairs = [(a, b) for a, b in both if a in LETTERS and b in LETTERS]
    scores = [f1(pairs, c) for c in LETTERS]
    present = [s for s in scores if s is not None]
    return {
        "reference": reference, "other": other,
        "compared": len(pairs), "excluded": len(both) - len(pairs),
        "accuracy": sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0,
        "kappa": kappa(pairs), "f1": scores,
        "recall": [share(pairs, c, 0) for c in LETTERS], "precision": [share(pairs, c, 1) for c in LETTERS],
        "macro_f1": sum(present) / len(present) if present else 0.0,
    }


def cases():
    chance = random.Random(20)
    # The textbook table 20 5 / 10 15, whose kappa is 0.4.
    yield "W" * 20 + "W" * 5 + "1" * 10 + "1" * 15, "W" * 20 + "1" * 5 + "W" * 10 + "1" * 15
    yield "WWWW1122333322RRWW22", "WWWW1112333222RRW122"
    yield "WW??22AM", "W2W?2222"
    yield "2222", "2222"
    yield "2222", "2233"
    yield "2233", "2222"
    yield "W1", "1W"
    yield "", ""
    yield "??", "WW"
    yield "WWWWWW", "WWW"
    for same in (0.0, 0.3, 0.8, 0.95):
        reference = "".join(chance.choices("W123R?", weights=[20, 8, 40, 15, 17, 2], k=960))
        other = "".join(c if chance.random() < same else chance.choice("W123R") for c in reference)
        yield reference, other


def dod(folder):
    result = {}
    for dataset in ("dodh", "dodo"):
        means = {}
        for first in sorted(glob.glob(f"{folder}/scorers__{dataset}__scorer_1__*.json")):
            night = os.path.basename(first).split("__")[3]
            experts = []
            for scorer in range(1, 6):
                with open(first.replace("scorer_1", f"scorer_{scorer}")) as file:
                    experts.append(["?" if s < 0 else LETTERS[s] for s in json.load(file)])
            kappas = []
            for a, b in itertools.combinations(experts, 2):
                kappas.append(kappa([(x, y) for x, y in zip(a, b) if x in LETTERS and y in LETTERS]))
            means[night] = sum(kappas) / len(kappas)
        result[dataset] = {"mean": sum(means.values()) / len(means), "nights": means}
    return result


def write(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(value, file, indent=1)
        file.write("\n")


write("agreement_golden.json", [figures(a, b) for a, b in cases()])
if len(sys.argv) > 1:
    write("dod_kappa.json", dod(sys.argv[1]))
