#!/usr/bin/env python3
"""Writes golden.txt: what SciPy and NumPy make of the signals that tests/core/dsp/golden.h makes too.

Each line: case, index into the flattened result, value. Run in this folder: python3 make_golden.py
Made with SciPy 1.10.1 and NumPy 1.24.2 of Debian 12.
"""
import numpy as np
from scipy import integrate, signal

out = open("golden.txt", "w")


def noise(count, seed):
    """Uniform in [-0.5, 0.5): the linear congruential generator of Numerical Recipes."""
    state, values = seed, np.empty(count)
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = state / 2**32 - 0.5
    return values


def test_signal(count, rate, seed):
    t = np.arange(count) / rate
    wave = 5 + 20 * np.sin(2 * np.pi * 1.5 * t) + 10 * np.sin(2 * np.pi * 10 * t + 0.3)
    return (wave + 40 * noise(count, seed)).astype(np.float32).astype(float)


def spots(length, count=40):
    """Indices over the whole result, both ends among them."""
    return sorted({*range(min(6, length)), *range(max(0, length - 6), length),
                   *np.linspace(0, length - 1, count).astype(int).tolist()})


def write(case, values, indices=None):
    values = np.asarray(values).ravel()
    for i in indices if indices is not None else spots(len(values)):
        out.write(f"{case} {i} {values[i]:.9g}\n")


taps = signal.firwin(101, [0.3, 40], pass_zero=False, fs=100)
write("bandpass_taps", taps, range(101))
write("filtfilt_5000", signal.filtfilt(taps, 1, test_signal(5000, 100, 1)))
write("filtfilt_304", signal.filtfilt(taps, 1, test_signal(304, 100, 2)))
write("filtfilt_offset", signal.filtfilt(taps, 1, test_signal(3000, 100, 3) + 100000.0))

epoch = test_signal(3000, 100, 4)
frames = np.stack([epoch[i * 100:i * 100 + 200] for i in range(29)])
spectrum = np.abs(np.fft.rfft(frames * np.hamming(200), 256))[:, 1:]
write("epoch_spectrogram", 20 * np.log10(np.maximum(spectrum, 1e-6)), spots(29 * 128, 80))

for size, nw, count in ((400, 2.5, 4), (1024, 4, 7), (37, 2, 3)):
    write(f"dpss_{size}", signal.windows.dpss(size, nw, count))

rate, size, step = 128, 512, 128
x = test_signal(rate * 20, rate, 5)
tapers = signal.windows.dpss(size, 2.5, 4)
rows = []
for start in range(0, len(x) - size + 1, step):
    piece = x[start:start + size]
    power = np.abs(np.fft.rfft((piece - piece.mean()) * tapers)) ** 2 / rate
    power[:, 1:-1] *= 2
    rows.append(power.mean(axis=0)[:141])  # bins 0 to 35 Hz
write("multitaper", 10 * np.log10(rows), spots(len(rows) * 141, 80))

for count in (3000, 3200, 400):
    frequencies, density = signal.welch(test_signal(count, 100, 6), 100, "hamming", 400, average="median")
    write(f"welch_{count}", density, range(0, 201, 4))
    powers = []
    for low, high in ((0.5, 4), (4, 8), (8, 12), (12, 16), (16, 30)):
        inside = (frequencies >= low) & (frequencies <= high)
        powers.append(integrate.simpson(density[inside], dx=0.25))
    write(f"bands_{count}", powers)

for case, rate, parts in (
    ("display_all", 256, [signal.butter(2, 0.3, "highpass", fs=256, output="sos"),
                          signal.butter(4, 35, fs=256, output="sos"),
                          signal.tf2sos(*signal.iirnotch(50, 30, 256))]),
    ("display_highpass", 2000, [signal.butter(2, 0.1, "highpass", fs=2000, output="sos")]),
    ("display_lowpass", 100, [signal.butter(4, 49, fs=100, output="sos")]),
    ("display_notch", 200, [signal.tf2sos(*signal.iirnotch(60, 30, 200))]),
):
    y = test_signal(4000, rate, 7)
    for sos in parts:
        y, _ = signal.sosfilt(sos, y, zi=signal.sosfilt_zi(sos) * y[0])
    write(case, y)
out.close()
