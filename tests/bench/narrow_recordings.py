#!/usr/bin/env python3
"""Copies of real recordings as an older or cheaper amplifier would have made them: at 64, 50, 45 and 40 samples a
second, and at their own rate through a filter that ends at 30 Hz (Butterworth, fourth order, causal).

    narrow_recordings.py FOLDER OUT     (Debian: python3-mne)

FOLDER holds NIGHT.edf of one EEG with NIGHT_hypnogram.csv beside it, or PERSON_hypnogram.csv for PERSON_DERIVATION.edf.
For each kind there is a folder OUT/KIND with both. Then: hypno evaluate --data OUT/KIND
"""
import pathlib
import shutil
import sys

import mne
import numpy as np
from scipy import signal

RATES = (64, 50, 45, 40)


def write_edf(path, samples, rate, label):
    """One signal in microvolts, in records of a second; what lies above twice the 99.9th percentile is clipped."""
    seconds = len(samples) // rate
    largest = int(np.ceil(2 * np.percentile(np.abs(samples), 99.9))) or 1
    numbers = np.round(samples[: seconds * rate] / largest * 32767)

    def field(value, width):
        return str(value)[:width].ljust(width).encode("ascii", "replace")

    file_header = [("0", 8), ("X X X X", 80), ("Startdate X X X X", 80), ("01.01.01", 8), ("22.00.00", 8), (512, 8),
                   ("", 44), (seconds, 8), (1, 8), (1, 4)]
    signal_header = [(label, 16), ("", 80), ("uV", 8), (-largest, 8), (largest, 8), (-32767, 8), (32767, 8), ("", 80),
                     (rate, 8), ("", 32)]
    header = b"".join(field(*entry) for entry in file_header + signal_header)
    path.write_bytes(header + np.clip(numbers, -32767, 32767).astype("<i2").tobytes())


def stages_of(recording):
    for name in (recording.stem, recording.stem.split("_")[0]):
        table = recording.with_name(f"{name}_hypnogram.csv")
        if table.exists():
            return table
    sys.exit(f"{recording}: no hypnogram beside it")


def main(folder, out):
    mne.set_log_level("ERROR")
    for recording in sorted(pathlib.Path(folder).glob("*.edf")):
        raw = mne.io.read_raw_edf(recording, preload=True)
        samples = raw.get_data()[0] * 1e6
        rate = raw.info["sfreq"]
        copies = {f"at-{new}-hz": (mne.filter.resample(samples, up=new / rate, npad="auto"), new) for new in RATES}
        low_pass = signal.butter(4, 30, fs=rate, output="sos")
        copies["below-30-hz"] = (signal.sosfilt(low_pass, samples), int(rate))
        for kind, (copy, new_rate) in copies.items():
            place = pathlib.Path(out) / kind
            place.mkdir(parents=True, exist_ok=True)
            write_edf(place / recording.name, copy, new_rate, raw.ch_names[0])
            shutil.copy(stages_of(recording), place / f"{recording.stem}.hypnogram.csv")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
