"""read_with_pandas.py SUMMARY.csv NIGHT.hypnogram.csv: a set of nights, and one of them, with pandas."""

import sys

import pandas

# A line a night; statistics that do not exist in a night (no REM) are missing values, never 0.
nights = pandas.read_csv(sys.argv[1])
scored = nights[nights["status"] == "scored"]
print(scored[["tst_min", "se_percent", "rem_latency_min"]].describe())

# A line an epoch: epoch, onset_s, stage (W N1 N2 N3 R ? M A), probabilities, confidence.
night = pandas.read_csv(sys.argv[2])
sleep = night["stage"].isin(["N1", "N2", "N3", "R"])
print(f"TST {sleep.sum() * 0.5:.1f} min")
print(night["stage"].value_counts())
