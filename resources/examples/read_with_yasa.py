"""read_with_yasa.py NIGHT.hypnogram.csv: statistics of a night with YASA (pip install yasa)."""

import sys

import pandas
import yasa

stages = pandas.read_csv(sys.argv[1])["stage"].replace({"?": "UNS", "M": "UNS", "A": "ART", "R": "REM", "W": "WAKE"})
hypnogram = yasa.Hypnogram(stages.to_list(), freq="30s")
statistics = hypnogram.sleep_statistics()
# YASA counts REM latency from the beginning of the hypnogram, Hypnodesk from sleep onset.
print(statistics)
print(f"TST {statistics['TST']:.1f} min")
