"""Prints the sleep stages of an EDF+ hypnogram as MNE reads them, one a line: onset, duration, description."""

import sys

import mne

for annotation in mne.read_annotations(sys.argv[1]):
    print(f"{annotation['onset']:.3f},{annotation['duration']:.3f},{annotation['description']}")
