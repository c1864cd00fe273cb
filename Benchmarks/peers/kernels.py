#!/usr/bin/env python3
"""The peers' CPU times, as JSON on standard output: {name: seconds}.

Usage: kernels.py DATA.f32 CHANNELS TRACES SAMPLES [NAME ...]
DATA.f32 holds little-endian floats, channels x traces x samples; interval 0.05 ns, step 0.01 m, 1.5 GHz.
Each figure is the median CPU time (user + system) of three runs after one to warm up; `steps` and the
migrations run once.
"""
import contextlib
import io
import json
import statistics
import sys
import time

import bottleneck
import numpy as np
import scipy.fft
import scipy.ndimage
import scipy.signal

INTERVAL_NS, STEP_M, FREQUENCY_GHZ = 0.05, 0.01, 1.5


def cpu_seconds(work, runs=3):
    if runs > 1:
        work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def move_median(data, window, axis):
    """Centred running median with mirrored ends, by bottleneck's trailing one."""
    half = window // 2
    width = [(0, 0)] * data.ndim
    width[axis] = (half, half)
    padded = np.pad(data, width, mode="reflect")
    moved = bottleneck.move_median(padded, window, axis=axis)
    return moved.take(range(2 * half, 2 * half + data.shape[axis]), axis=axis)


def band_response(count):
    taps = scipy.signal.firwin(
        65, [0.25 * FREQUENCY_GHZ * INTERVAL_NS, 2.2 * FREQUENCY_GHZ * INTERVAL_NS],
        pass_zero=False, fs=1.0)
    return np.abs(scipy.fft.rfft(np.roll(np.pad(taps, (0, count - 65)), -32))).astype(np.float32)


def band_pass(data):
    count = scipy.fft.next_fast_len(data.shape[1] + 130, real=True)
    padded = np.pad(data, ((0, 0), (65, count - 65 - data.shape[1])), mode="edge")
    return scipy.fft.irfft(scipy.fft.rfft(padded) * band_response(count), count)[
        :, 65:65 + data.shape[1]]


def align(data):
    """Time zero: correlation with the median trace, parabola, phase ramp."""
    reference = np.median(data, axis=0)
    peak = int(np.argmax(np.abs(reference[: len(reference) // 2])))
    window = slice(max(0, peak - 16), peak + 13)
    lags = range(-8, 9)
    correlation = np.stack(
        [np.roll(data, -lag, axis=1)[:, window] @ reference[window] for lag in lags], axis=1)
    best = np.clip(np.argmax(correlation, axis=1), 1, len(lags) - 2)
    row = np.arange(len(data))
    before, at, after = (correlation[row, best + k] for k in (-1, 0, 1))
    shift = best - 8 + 0.5 * (before - after) / (before - 2 * at + after)
    count = scipy.fft.next_fast_len(data.shape[1] + 64, real=True)
    padded = np.pad(data, ((0, 0), (16, count - 16 - data.shape[1])), mode="edge")
    ramp = np.exp(2j * np.pi * np.outer(shift, scipy.fft.rfftfreq(count))).astype(np.complex64)
    return scipy.fft.irfft(scipy.fft.rfft(padded) * ramp, count)[:, 16:16 + data.shape[1]]


def whiten(data, window=1001):
    count = len(data)
    half = 1 + -(-(count - window) // window)
    starts = np.linspace(0, count - window, 2 * half).astype(int)
    spread = np.stack(
        [1.4826 * np.median(np.abs(data[s:s + window]), axis=0) for s in starts])
    spread = np.maximum(spread, np.quantile(spread, 0.1, axis=1, keepdims=True))
    centres = starts + window / 2
    place = np.clip(np.searchsorted(centres, np.arange(count)) - 1, 0, len(starts) - 2)
    weight = np.clip(
        (np.arange(count) - centres[place]) / (centres[place + 1] - centres[place]), 0, 1)
    weight = weight[:, None].astype(np.float32)
    return data / ((1 - weight) * spread[place] + weight * spread[place + 1])


def level(section):
    starts = range(20, 236, 4)
    energy = np.stack([np.mean(section[:, s:s + 8] ** 2, axis=1) for s in starts])
    energy = np.log(scipy.ndimage.uniform_filter1d(energy, 7, axis=1, mode="mirror") + 1e-6)
    line = np.median(energy, axis=1, keepdims=True)
    nodes = np.arange(0, energy.shape[1], 9)
    local = np.stack([
        np.median(np.concatenate(
            [energy[:, max(0, n - 150):max(0, n - 36) + 1], energy[:, n + 36:n + 151]], axis=1),
            axis=1) for n in nodes], axis=1)
    at = np.clip(np.arange(energy.shape[1]) // 9, 0, len(nodes) - 1)
    energy -= 0.5 * (local[:, at] - line)
    return np.mean(np.sort(energy, axis=0)[-2:], axis=0)


def steps(data):
    """Detector steps 1-8 as they would be written with NumPy, bottleneck and SciPy."""
    hann = scipy.signal.windows.hann(17, sym=True)[1:-1].astype(np.float32)
    hann /= hann.sum()
    for channel in data:
        finite = np.isfinite(channel).all(axis=1)
        strength = np.sqrt(np.mean(channel[:, 8:40] ** 2, axis=1))
        noise = np.sqrt(np.mean(channel[:, 192:] ** 2, axis=1))
        live = np.abs(np.diff(channel, axis=0)) > 1e-6 * np.median(strength)
        assert finite.all() and live.any() and np.median(noise) >= 0
        section = channel / np.median(strength)
        section = section - move_median(section, 41, axis=1)
        section = align(band_pass(section).astype(np.float32)).astype(np.float32)
        total = 0
        for window in (31, 91):
            b = whiten(section - move_median(section, window, axis=0))
            b = whiten(scipy.ndimage.convolve1d(b, hann, axis=0, mode="mirror"))
            total = total + level(b)
        scipy.signal.find_peaks(total, distance=25)


def impdar(data, migrate):
    from impdar.lib.RadarData import RadarData

    held = RadarData(None)
    held.data = np.ascontiguousarray(data.T)
    held.snum, held.tnum = held.data.shape
    held.dt = INTERVAL_NS * 1e-9
    held.travel_time = np.arange(held.snum) * INTERVAL_NS * 1e-3
    held.trace_int = np.full(held.tnum, STEP_M)
    held.dist = np.arange(held.tnum) * STEP_M * 1e-3
    held.trig = np.zeros(held.tnum)
    with contextlib.redirect_stdout(io.StringIO()):
        migrate(held)


def migrations(data):
    from impdar.lib.migrationlib import mig_python

    line = data[0][:, :256]
    velocity = 0.299792458e9 / 2
    return {
        "stolt": lambda: impdar(
            line[:512], lambda d: mig_python.migrationStolt(d, velocity, 1, 1)),
        "kirchhoff": lambda: impdar(
            line[:128], lambda d: mig_python.migrationKirchhoff(d, velocity)),
    }


def main():
    path, shape, names = sys.argv[1], tuple(map(int, sys.argv[2:5])), sys.argv[5:]
    data = np.fromfile(path, "<f4").reshape(shape)
    line = data[0]
    work = {
        "median-31": (lambda: move_median(line, 31, axis=0), 3),
        "median-91": (lambda: move_median(line, 91, axis=0), 3),
        "band-pass": (lambda: band_pass(line), 3),
        "steps": (lambda: steps(data), 1),
    }
    try:
        work.update({name: (run, 1) for name, run in migrations(data).items()})
    except ImportError as error:
        print(f"peers: ImpDAR is absent: {error}", file=sys.stderr)
    print(json.dumps({
        name: cpu_seconds(run, runs) for name, (run, runs) in work.items()
        if not names or name in names}))


if __name__ == "__main__":
    main()
