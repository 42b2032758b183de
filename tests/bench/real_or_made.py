#!/usr/bin/env python3
"""How well can a classifier tell real EEG from the simulator's?

    real_or_made.py REAL_FOLDER MADE_FOLDER...     (Debian: python3-mne python3-sklearn)

Each folder holds NIGHT.edf with NIGHT_hypnogram.csv or NIGHT.hypnogram.csv beside it. A real recording may hold its W
and N3 epochs alone, one after the other (EDF+D with gaps), with the stages of the whole night in the table.

Per stage: the area under the ROC curve of a linear and of a forest classifier on descriptors of single epochs,
cross-validated by recording (0.5: they cannot be told apart), and the descriptors in which they differ most, as the
difference of the means in pooled deviations. The gain of a recording tells nothing: its median level is taken away.
"""
import csv
import glob
import os
import sys

import mne
import numpy as np
from scipy import signal, stats
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

RATE = 100
EPOCH_SECONDS = 30
STAGES = ("W", "N3")
EPOCHS_A_NIGHT = 40
LEAST_EPOCHS = 5
NIGHTS = 40
BANDS = {"delta": (0.5, 4), "theta": (4, 8), "alpha": (8, 12), "sigma": (12, 16), "beta": (16, 30)}
PASS = signal.butter(4, [0.3, 35], "bandpass", fs=RATE, output="sos")


def burstiness(samples):
    """Relative deviation of the level of one-second pieces."""
    levels = np.sqrt((samples.reshape(EPOCH_SECONDS, RATE) ** 2).mean(axis=1))
    return levels.std() / levels.mean()


def within(samples, low, high):
    sections = signal.butter(3, [low, high], "bandpass", fs=RATE, output="sos")
    return signal.sosfiltfilt(sections, samples)


def descriptors(samples):
    x = samples - np.median(samples)
    deviation = x.std()
    hz, density = signal.welch(x, RATE, nperseg=4 * RATE, average="median")
    total = density[(hz >= 0.5) & (hz < 35)].sum()
    result = {"level": np.log(deviation)}
    for name, (low, high) in BANDS.items():
        result[name] = np.log(density[(hz >= low) & (hz < high)].sum() / total + 1e-9)
    sloping = (hz >= 2) & (hz <= 30)
    result["slope"] = np.polyfit(np.log(hz[sloping]), np.log(density[sloping] + 1e-12), 1)[0]
    first, second = np.diff(x), np.diff(x, 2)
    result["Hjorth mobility"] = first.std() / deviation
    result["Hjorth complexity"] = second.std() / first.std() / result["Hjorth mobility"]
    result["zero crossings"] = (x[1:] * x[:-1] < 0).mean()
    result["IQR"] = np.log(np.subtract(*np.percentile(x, [75, 25])) / deviation)
    result["skewness"] = stats.skew(x)
    result["kurtosis"] = np.log(stats.kurtosis(x, fisher=False))
    result["peak"] = np.log(np.abs(x).max() / deviation)
    result["bursts"] = burstiness(x)
    result["delta bursts"] = burstiness(within(x, 0.5, 4))
    result["sigma bursts"] = burstiness(within(x, 12, 16))
    return result


def stages_beside(recording):
    for ending in ("_hypnogram.csv", ".hypnogram.csv"):
        table = recording[: -len(".edf")] + ending
        if os.path.exists(table):
            with open(table, newline="") as lines:
                return [row["stage"] for row in csv.DictReader(lines)]
    raise SystemExit(f"{recording}: no hypnogram beside it")


def epochs_of(recording, random):
    """Descriptors of some epochs of each stage."""
    stages = stages_beside(recording)
    raw = mne.io.read_raw_edf(recording, verbose="ERROR")
    channel = next(name for name in raw.ch_names if "Annot" not in name)
    samples = raw.get_data(picks=[channel])[0] * 1e6
    length = round(EPOCH_SECONDS * raw.info["sfreq"])
    present = len(samples) // length
    if present < len(stages) - 2:
        stages = [stage for stage in stages if stage in STAGES]
    stages = stages[:present]
    found = {}
    for stage in STAGES:
        places = [place for place, here in enumerate(stages) if here == stage]
        random.shuffle(places)
        rows = []
        for place in places[:EPOCHS_A_NIGHT]:
            epoch = samples[place * length : (place + 1) * length]
            epoch = signal.resample_poly(epoch, RATE, round(raw.info["sfreq"]))
            epoch = signal.sosfiltfilt(PASS, epoch)[: EPOCH_SECONDS * RATE]
            if epoch.std() > 1e-3:
                rows.append(descriptors(epoch))
        found[stage] = rows
    return found


def nights(folders, random):
    recordings = sorted(path for folder in folders for path in glob.glob(os.path.join(folder, "*.edf")))
    if not recordings:
        raise SystemExit(f"no recording in {' '.join(folders)}")
    return [epochs_of(recording, random) for recording in recordings[:NIGHTS]]


def judge(stage, real, made):
    values, is_made, recording = [], [], []
    for kind, group in enumerate((real, made)):
        for number, night in enumerate(group):
            rows = night[stage]
            if len(rows) < LEAST_EPOCHS:
                continue
            table = np.array([list(row.values()) for row in rows])
            table[:, 0] -= np.median(table[:, 0])
            values.append(table)
            is_made += [kind] * len(rows)
            recording += [kind * NIGHTS + number] * len(rows)
            names = list(rows[0])
    values, is_made = np.vstack(values), np.array(is_made)
    print(f"{stage}: {(is_made == 0).sum()} real epochs, {(is_made == 1).sum()} made")
    linear = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, class_weight="balanced"))
    forest = RandomForestClassifier(200, class_weight="balanced", min_samples_leaf=5, random_state=0)
    for name, classifier in (("linear", linear), ("forest", forest)):
        answers = cross_val_predict(
            classifier, values, is_made, groups=recording, cv=GroupKFold(5), method="predict_proba"
        )
        print(f"  {name}: AUC {roc_auc_score(is_made, answers[:, 1]):.3f}")
    one, other = values[is_made == 0], values[is_made == 1]
    apart = (other.mean(axis=0) - one.mean(axis=0)) / np.sqrt((one.var(axis=0) + other.var(axis=0)) / 2)
    for place in np.argsort(-np.abs(apart)):
        print(f"  {names[place]:18} {apart[place]:+.2f}  real {one[:, place].mean():.2f}  made {other[:, place].mean():.2f}")


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    random = np.random.default_rng(1)
    real, made = nights(sys.argv[1:2], random), nights(sys.argv[2:], random)
    for stage in STAGES:
        judge(stage, real, made)


if __name__ == "__main__":
    main()
