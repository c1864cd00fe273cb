#!/usr/bin/env python3
"""Damages radar files at random and checks what `clearroad convert` does with them.

    .ci/damage.py CLEARROAD [--cuts 200] [--bytes 500] [--seed 1] FILE...

Each FILE is copied with its companions (same stem) into a folder of its own. Then it is cut at random
places, and random bytes of its header are changed; text companions are damaged the same way. Held:
exit code 0, 1 or 2, never a signal; within 10 s; nothing left at the target where it failed; after a
cut, the traces that survive equal those of the undamaged file.
"""
import argparse
import collections
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile

HEADER_BYTES = 4096


def read_npy(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack_from("<H", data, 8)[0]
    shape = eval(data[10:10 + length].decode().split("'shape':")[1].split("), }")[0] + ")")
    return shape, data[10 + length:]


def stem(path):
    return os.path.splitext(os.path.basename(path))[0].lower()


class Damage:
    def __init__(self, program, path, folder):
        self.program, self.folder = program, folder
        self.name = os.path.basename(path)
        for other in os.listdir(os.path.dirname(path)):
            if stem(other) == stem(path):
                target = os.path.join(folder, other)
                shutil.copy(os.path.join(os.path.dirname(path), other), target)
                os.chmod(target, 0o644)
        self.out = os.path.join(folder, "out.npy")
        self.counts = collections.Counter()
        self.faults = []
        self.whole = None

    def convert(self, what):
        """Shape and bytes of the result, None where the program refused."""
        if os.path.exists(self.out):
            os.remove(self.out)
        try:
            run = subprocess.run(
                [self.program, "convert", os.path.join(self.folder, self.name), self.out],
                capture_output=True, timeout=10)
        except subprocess.TimeoutExpired:
            self.faults.append(f"{what}: no answer within 10 s")
            return None
        self.counts[run.returncode] += 1
        words = run.stderr.decode(errors="replace")
        if run.returncode not in (0, 1, 2):
            self.faults.append(f"{what}: exit code {run.returncode}: {words[-300:]}")
        left = [n for n in os.listdir(self.folder) if n.startswith(".tmp-")]
        if run.returncode not in (0, 2) and (os.path.exists(self.out) or left):
            self.faults.append(f"{what}: failed, but left {left or 'a target'}")
        if run.returncode == 1 and "error: " not in words:
            self.faults.append(f"{what}: failed without a word")
        return read_npy(self.out) if os.path.exists(self.out) else None

    def run(self, cuts, changes, dice):
        self.whole = self.convert("undamaged")
        if self.whole is None:
            self.faults.append("undamaged: it is not read")
            return
        files = sorted(n for n in os.listdir(self.folder) if n != "out.npy")
        originals = {n: open(os.path.join(self.folder, n), "rb").read() for n in files}
        for _ in range(cuts):
            length = dice.randrange(len(originals[self.name]))
            self.write(self.name, originals[self.name][:length])
            self.check_cut(f"cut at {length}", self.convert(f"cut at {length}"))
        self.write(self.name, originals[self.name])
        for number in range(changes):
            name = dice.choice(files) if number % 2 else self.name
            data = bytearray(originals[name])
            places = [dice.randrange(min(len(data), HEADER_BYTES)) for _ in range(dice.choice([1, 1, 4]))]
            for place in places:
                data[place] = dice.choice([0, 255, 127, 128, dice.randrange(256)])
            self.write(name, data)
            self.convert(f"{name}: bytes {places} changed to {[data[p] for p in places]}")
            self.write(name, originals[name])

    def check_cut(self, what, result):
        if result is None:
            return
        (channels, traces, samples), data = result
        (whole_channels, whole_traces, whole_samples), whole = self.whole
        if (channels, samples) != (whole_channels, whole_samples) or traces > whole_traces:
            self.faults.append(f"{what}: read as {result[0]}, it was {self.whole[0]}")
            return
        for channel in range(channels):
            mine = data[channel * traces * samples * 4:][:traces * samples * 4]
            if mine != whole[channel * whole_traces * samples * 4:][:len(mine)]:
                self.faults.append(f"{what}: a surviving trace differs")

    def write(self, name, data):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(data)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program")
    words.add_argument("files", nargs="+")
    words.add_argument("--cuts", type=int, default=200)
    words.add_argument("--bytes", type=int, default=500)
    words.add_argument("--seed", type=int, default=1)
    args = words.parse_args()
    failed = False
    for path in args.files:
        with tempfile.TemporaryDirectory() as folder:
            damage = Damage(os.path.abspath(args.program), path, folder)
            damage.run(args.cuts, args.bytes, random.Random(f"{args.seed} {os.path.basename(path)}"))
        codes = ", ".join(f"{n} x exit {code}" for code, n in sorted(damage.counts.items()))
        print(f"{os.path.basename(path)}: {codes}; {len(damage.faults)} faults", flush=True)
        for fault in damage.faults[:5]:
            print(f"  {fault}")
        failed = failed or bool(damage.faults)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
