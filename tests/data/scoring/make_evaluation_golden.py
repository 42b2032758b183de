#!/usr/bin/env python3
"""Golden numbers for tst_evaluation_figures, with NumPy's Mersenne Twister, percentiles and moments.

    make_evaluation_golden.py       writes evaluation_golden.json beside itself
"""
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


class Draw:
    """Raw 32-bit numbers of MT19937, seeded as std::mt19937 is, times n, shifted down."""

    def __init__(self, seed):
        self.bits = np.random.MT19937()
        self.bits._legacy_seeding(seed)

    def below(self, n):
        return (int(self.bits.random_raw()) * n) >> 32


def bootstrap(values, resamples, seed):
    draw = Draw(seed)
    means, spreads = [], []
    for _ in range(resamples):
        drawn = np.array([values[draw.below(len(values))] for _ in values])
        means.append(drawn.mean())
        if drawn.max() > drawn.min():
            spreads.append(drawn.max() - drawn.min())
    percentiles = [2.5, 97.5]
    return {"values": values, "resamples": resamples, "seed": seed,
            "mean": list(np.percentile(means, percentiles)),
            "spread": list(np.percentile(spreads, percentiles)) if 2 * len(spreads) >= resamples else None}


def limits(differences):
    d = np.array(differences)
    sd = d.std(ddof=1)
    return {"differences": differences, "bias": d.mean(), "deviation": sd,
            "low": d.mean() - 1.96 * sd, "high": d.mean() + 1.96 * sd}


def order(subjects, seed):
    names = sorted(subjects)
    draw = Draw(seed)
    for i in range(len(names) - 1, 0, -1):
        j = draw.below(i + 1)
        names[i], names[j] = names[j], names[i]
    return names


subjects = [f"SC4{i:02d}" for i in range(78)]
shuffled = order(subjects, 7)
chance = np.random.RandomState(5)
golden = {
    "bootstrap": [bootstrap([0.61, 0.72, 0.78, 0.81, 0.84, 0.9], 1000, 1),
                  bootstrap(list(np.round(chance.uniform(0.4, 0.95, 78), 6)), 500, 42),
                  bootstrap([0.5, 0.75], 300, 3),
                  bootstrap([0.5, 0.5, 0.5], 50, 9)],
    "limits": [limits([3.0, -1.5, 12.0, 4.5, -7.0]), limits([0.5, 0.5]),
               limits(list(np.round(chance.normal(-6.0, 20.0, 153), 3)))],
    "tested": [shuffled[f::10] for f in range(10)],
    "held_out": shuffled[:23],  # round(0.3 * 78)
}
with open(os.path.join(HERE, "evaluation_golden.json"), "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
