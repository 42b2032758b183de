"""read_with_mne.py NIGHT.edf NIGHT.hypnogram.edf: the recording with its stages, cut into epochs, with MNE."""

import sys

import mne

raw = mne.io.read_raw_edf(sys.argv[1], verbose="error")
stages = mne.read_annotations(sys.argv[2])
raw.set_annotations(stages, emit_warning=False)

codes = {f"Sleep stage {name}": code for code, name in enumerate(["W", "N1", "N2", "N3", "R"])}
events, found = mne.events_from_annotations(raw, event_id=codes, chunk_duration=30.0, verbose="error")
epochs = mne.Epochs(raw, events, found, tmin=0.0, tmax=30.0 - 1.0 / raw.info["sfreq"], baseline=None,
                    preload=True, verbose="error")
print(epochs)
print(f"TST {sum(code != 0 for code in epochs.events[:, 2]) * 0.5:.1f} min")
