#!/usr/bin/env python3
"""The whitened matched filter of MineDetection/Templates written again in NumPy, on one small section.

Prints the responses that MatchedFilterGoldenTests.swift holds. Needs NumPy only:

    python3 Benchmarks/peers/matched_filter.py
"""
import numpy as np

TRACES, SAMPLES, BLOCK, HALF = 60, 16, 16, 8
SPACING, INTERVAL, GIGAHERTZ, ORIGIN, LOADING = 0.02, 0.1, 1.5, 0.2, 0.1


def section():
    """Numbers without any order, from a formula that Swift can repeat, and a stronger stretch."""
    i, j = np.meshgrid(np.arange(TRACES), np.arange(SAMPLES), indexing="ij")
    value = np.sin(0.7 * i * i + 1.3 * j * j + 0.11 * i * j) * (1 + 0.2 * j)
    value[30:34] *= 3
    return value.astype(np.float32).astype(float)


def template():
    """Half a template, from the middle outwards: a body 5 cm across, 5 cm deep, top and bottom."""
    time = np.arange(SAMPLES) * INTERVAL
    result = np.zeros((HALF + 1, SAMPLES))
    points = 0.05 * (np.arange(4) / 3 - 0.5)
    for trace in range(HALF + 1):
        for point in points:
            along = trace * SPACING - point
            delay = 13.3 * np.sqrt(along**2 + 0.0025)
            for late, strength in ((0, 1.0), (0.3, -0.7)):
                lag = time - ORIGIN - delay - late
                square = (np.pi * GIGAHERTZ * lag) ** 2
                echo = np.where(abs(lag) <= 0.9 / GIGAHERTZ, (1 - 2 * square) * np.exp(-square), 0)
                result[trace] += strength * echo / len(points)
    return result


def precision(scaled):
    """Inverse covariances, one for each wavenumber of a block."""
    mirrored = np.pad(scaled, ((BLOCK // 2, BLOCK // 2), (0, 0)), mode="symmetric")
    taper = np.hanning(BLOCK)[:, None]
    starts = range(0, TRACES + 1, BLOCK // 2)
    blocks = [mirrored[s : s + BLOCK] for s in starts if s + BLOCK <= len(mirrored)]
    spectra = np.array([np.fft.rfft(block * taper, axis=0) for block in blocks])
    bins = BLOCK // 2 + 1
    covariances = []
    for k in range(bins):
        snapshots = np.concatenate(
            [spectra[:, n] for n in range(max(0, k - 1), min(bins - 1, k + 1) + 1)])
        energy = np.mean(abs(snapshots) ** 2, axis=1) / 2
        weight = 1 / np.maximum(1, energy / np.median(energy))
        covariances.append(np.real((snapshots * weight[:, None]).conj().T @ snapshots) / weight.sum())
    covariances = np.array(covariances)
    variance = np.trace(covariances, axis1=1, axis2=2) / SAMPLES
    load = LOADING * (variance + 0.1 * variance.mean())
    return np.linalg.inv(covariances + load[:, None, None] * np.eye(SAMPLES))


def fast_length(least):
    """The next even length of factors 2, 3, 5 and 7."""
    length = least + least % 2
    while True:
        rest = length
        for prime in (2, 3, 5, 7):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return length
        length += 2


def responses():
    values = section()
    spread = 1.4826 * np.median(abs(values), axis=0)
    spread = np.maximum(spread, np.sort(spread)[round(0.1 * (SAMPLES - 1))])
    scaled = values / spread
    inverse = precision(scaled)
    length = fast_length(TRACES + 2 * HALF + 1)
    padded = np.zeros((length, SAMPLES))
    padded[: TRACES + 2 * HALF] = np.pad(scaled, ((HALF, HALF), (0, 0)), mode="symmetric")
    spectrum = np.fft.rfft(padded, axis=0)
    half = template() / spread
    whole = np.zeros((length, SAMPLES))
    whole[: HALF + 1] = half
    whole[-HALF:] = half[:0:-1]
    shape = np.fft.rfft(whole, axis=0).real
    output = np.zeros(len(spectrum), complex)
    for k in range(len(spectrum)):
        place = k / length * BLOCK
        low = min(int(place), BLOCK // 2 - 1)
        matrix = inverse[low] * (1 - place + low) + inverse[low + 1] * (place - low)
        output[k] = shape[k] @ (matrix @ spectrum[k])
    line = np.fft.irfft(output, length)[HALF : HALF + TRACES]
    return abs(line) / (1.4826 * np.median(abs(line - np.median(line))))


print(", ".join("%.6f" % value for value in responses()[::4]))
