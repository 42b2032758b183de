#!/usr/bin/env python3
"""Agreement of five experts on the nights of DOD-H and DOD-O, by statsmodels and scikit-learn: what
core/scoring/group_agreement must find as well. Definitions: group_agreement.h.

    make_group_agreement_golden.py FOLDER > group_agreement_golden.json

FOLDER holds scorers__dodh__scorer_1__NIGHT.json and so on; the figures are of sets of people, not of nights.
Needs numpy, scikit-learn and statsmodels (Debian: python3-sklearn, python3-statsmodels)."""

import collections
import json
import pathlib
import sys

import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

STAGES = 5


def nights(folder, dataset):
    found = collections.defaultdict(dict)
    for path in sorted(pathlib.Path(folder).glob(f"scorers__{dataset}__scorer_*__*.json")):
        _, _, scorer, night = path.stem.split("__")
        found[night][scorer] = json.loads(path.read_text())
    for _, scorers in sorted(found.items()):
        shortest = min(map(len, scorers.values()))
        stages = np.array([scorers[name][:shortest] for name in sorted(scorers)])
        yield stages[:, (stages >= 0).all(axis=0)], int((stages < 0).any(axis=0).sum())


def votes(stages):
    return np.stack([(stages == stage).sum(axis=0) for stage in range(STAGES)], axis=1)


def soft_agreement(own, others):
    counts = votes(others)
    return float(np.mean(counts[np.arange(len(own)), own] / counts.max(axis=1)))


def consensus(ranked):
    counts = votes(ranked)
    most = counts.max(axis=1)
    result = []
    for epoch, count in enumerate(counts):
        tied = np.flatnonzero(count == most[epoch])
        result.append(next(stage for stage in ranked[:, epoch] if stage in tied))
    return np.array(result), most / len(ranked)


def figures(folder, dataset):
    all_votes, unanimous, excluded = [], 0, 0
    soft, weighted, own, reference = (collections.defaultdict(list) for _ in range(4))
    for stages, without in nights(folder, dataset):
        excluded += without
        counts = votes(stages)
        all_votes.append(counts)
        unanimous += int((counts.max(axis=1) == len(stages)).sum())
        softness = [soft_agreement(stages[i], np.delete(stages, i, axis=0)) for i in range(len(stages))]
        ranks = sorted(range(len(stages)), key=lambda i: -softness[i])
        for i in range(len(stages)):
            together, share = consensus(stages[[rank for rank in ranks if rank != i]])
            soft[i].append(softness[i])
            weighted[i].append(cohen_kappa_score(together, stages[i], sample_weight=share))
            own[i].extend(stages[i])
            reference[i].extend(together)
    table = np.concatenate(all_votes)
    scorers = [
        {
            "soft_agreement": float(np.mean(soft[i])),
            "weighted_kappa": float(np.nanmean(weighted[i])),
            "kappa": float(cohen_kappa_score(reference[i], own[i])),
            "stage_kappa": [
                float(cohen_kappa_score(np.array(reference[i]) == s, np.array(own[i]) == s)) for s in range(STAGES)
            ],
        }
        for i in sorted(soft)
    ]
    return {
        "nights": len(all_votes),
        "compared": int(len(table)),
        "excluded": excluded,
        "unanimous": unanimous,
        "fleiss_kappa": float(fleiss_kappa(table)),
        # Of one stage against all others: the same formula over two categories.
        "fleiss_stage_kappa": [
            float(fleiss_kappa(np.stack([table[:, s], table.sum(axis=1) - table[:, s]], axis=1)))
            for s in range(STAGES)
        ],
        "scorers": scorers,
    }


def main():
    folder = sys.argv[1]
    print(json.dumps({dataset: figures(folder, dataset) for dataset in ("dodh", "dodo")}, indent=1))


if __name__ == "__main__":
    main()
