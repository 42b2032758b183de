#!/usr/bin/env python3
"""Golden numbers for the exam: paired tests by SciPy, intervals of a paired difference by NumPy.

    python3 make_exam.py > exam.json
"""
import json
import sys

import numpy
import scipy
from scipy import stats

random = numpy.random.default_rng(20261122)


def paired(differences):
    result = stats.permutation_test(
        (numpy.array(differences),), lambda x, axis: numpy.mean(x, axis=axis), permutation_type="samples",
        vectorized=True, n_resamples=numpy.inf)
    return {"differences": differences, "mean": float(numpy.mean(differences)), "p": float(result.pvalue)}


def kappa(confusion):
    n = confusion.sum()
    observed = numpy.trace(confusion) / n
    expected = (confusion.sum(0) * confusion.sum(1)).sum() / n**2
    return (observed - expected) / (1 - expected)


def confusion(truth, said):
    matrix = numpy.zeros((5, 5), int)
    numpy.add.at(matrix, (truth, said), 1)
    return matrix


tests = [
    [0.1, 0.2, 0.3, 0.1, 0.2, 0.3],
    [0.05, -0.02, 0.07, 0.01, -0.01, 0.03, 0.02, 0.06],
    [-0.11, -0.04, 0.02, -0.09, -0.05, -0.07, -0.01],
    [0.0, 0.0, 0.1, -0.1, 0.2],
    [0.31, 0.12],
    [round(float(x), 4) for x in random.normal(0.02, 0.05, 12)],
]

subjects = []
before, after = [], []
for subject in range(9):
    truth = random.choice(5, 240, p=[0.2, 0.1, 0.4, 0.15, 0.15])
    letters = {"labels": truth}
    for name, right in (("before", random.uniform(0.45, 0.75)), ("after", random.uniform(0.55, 0.85))):
        said = numpy.where(random.random(240) < right, truth, random.choice(5, 240))
        letters[name] = said
    subjects.append({key: "".join("W123R"[i] for i in value) for key, value in letters.items()})
    before.append(confusion(truth, letters["before"]))
    after.append(confusion(truth, letters["after"]))
before, after = numpy.array(before), numpy.array(after)

drawn = random.integers(0, 9, (100_000, 9))
differences = [kappa(after[d].sum(0)) - kappa(before[d].sum(0)) for d in drawn]
own = [kappa(a) - kappa(b) for a, b in zip(after, before)]

json.dump({
    "made_with": f"SciPy {scipy.__version__}, NumPy {numpy.__version__}",
    "paired_tests": [paired(t) for t in tests],
    "exam": {
        "subjects": subjects,
        "kappa_before": kappa(before.sum(0)),
        "kappa_after": kappa(after.sum(0)),
        "difference_interval": list(numpy.percentile(differences, [2.5, 97.5])),
        "p": paired(own)["p"],
    },
}, sys.stdout, indent=1)
print()
