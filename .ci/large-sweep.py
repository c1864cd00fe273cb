#!/usr/bin/env python3
"""Writes a sweep of the reference array: 14 channels 7.5 cm apart, 1 cm steps, 256 samples of 50 ps.

Usage: large-sweep.py OUT.sgy TRACES_PER_CHANNEL
Noise of 997 different traces over and over under a Ricker wavelet of 1.5 GHz, which is enough to make work.
"""
import array
import math
import random
import struct
import sys

SAMPLES, CHANNELS = 256, 14


def trace(number):
    source = random.Random(number)
    values = array.array("f")
    for sample in range(SAMPLES):
        phase = (math.pi * 1.5 * (0.05 * sample - 1)) ** 2
        values.append(100 * (1 - 2 * phase) * math.exp(-phase) + source.gauss(0, 1))
    if sys.byteorder == "little":
        values.byteswap()
    return values.tobytes()


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    traces = [trace(number) for number in range(997)]
    binary = bytearray(400)
    for offset, value in ((16, 50), (18, 50), (20, SAMPLES), (22, SAMPLES), (24, 5), (54, 1),
                          (300, 0x0100), (302, 1)):
        struct.pack_into(">h", binary, offset, value)
    with open(path, "wb") as out:
        out.write(b"\x40" * 3200 + bytes(binary))
        for channel in range(CHANNELS):
            header = bytearray(240)
            struct.pack_into(">i", header, 8, channel + 1)
            struct.pack_into(">h", header, 28, 1)
            struct.pack_into(">h", header, 70, -1000)
            struct.pack_into(">hh", header, 114, SAMPLES, 50)
            struct.pack_into(">i", header, 184, 75 * channel - 487)
            struct.pack_into(">i", header, 188, channel + 1)
            for number in range(count):
                struct.pack_into(">ii", header, 0, number + 1, channel * count + number + 1)
                struct.pack_into(">i", header, 180, 10 * number)
                struct.pack_into(">i", header, 192, number + 1)
                out.write(header)
                out.write(traces[(channel * 131 + number) % len(traces)])


main()
