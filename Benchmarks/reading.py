#!/usr/bin/env python3
"""Reading whole files into 32-bit floats: ClearRoad against segyio, readgssi and a NumPy reader.

Run with a Python that has segyio, readgssi and numpy (all on PyPI):
    swift build -c release --product ClearRoadBenchmarks
    python3 Benchmarks/reading.py [FOLDER]
Writes two files of about 530 MB into FOLDER (a temporary one), reads each with every reader in turn,
five rounds, and prints the median CPU time (user + system) of the reading alone and its ratio to ours.
The files are in the page cache; start-up of the interpreters is not counted.
"""
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", ".build", "release", "ClearRoadBenchmarks")

PEERS = {
    "segyio": """
import segyio
def read(path):
    with segyio.open(path, ignore_geometry=True) as f:
        return f.trace.raw[:]
""",
    "numpy (SEG-Y)": """
import numpy as np
def read(path):
    kind = np.dtype([("head", "u1", 240), ("data", ">f4", 512)])
    return np.fromfile(path, kind, offset=3600)["data"].astype(np.float32)
""",
    "readgssi": """
import contextlib, io
import numpy as np
from readgssi import dzt
def read(path):
    with contextlib.redirect_stdout(io.StringIO()):
        _, data, _ = dzt.readdzt(path)
    return data[0].astype(np.float32)
""",
    "readgssi, left as uint16": """
import contextlib, io
from readgssi import dzt
def read(path):
    with contextlib.redirect_stdout(io.StringIO()):
        return dzt.readdzt(path)[1][0]
""",
    "numpy (DZT)": """
import numpy as np
def read(path):
    raw = np.fromfile(path, "<u2", offset=1024).reshape(-1, 512)
    return raw.astype(np.float32) - 32768
""",
}

TIMER = """
import resource
def cpu():
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime
start = cpu()
data = read(PATH)
print(cpu() - start, data.size)
"""


def ours(path):
    text = subprocess.run([PROGRAM, "read", path], check=True, capture_output=True, text=True).stdout
    return float(text.split()[0])


def peer(name, path):
    code = f"PATH = {path!r}\n" + PEERS[name] + TIMER
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"error: {name} failed: {run.stderr.strip().splitlines()[-1]}")
    return float(run.stdout.split()[-2])


def compare(path, names):
    rounds = {name: [] for name in ["ClearRoad"] + names}
    for _ in range(5):
        rounds["ClearRoad"].append(ours(path))
        for name in names:
            rounds[name].append(peer(name, path))
    base = statistics.median(rounds["ClearRoad"])
    print(f"{os.path.basename(path)}, {os.path.getsize(path) / 1e6:.0f} MB")
    for name, times in rounds.items():
        middle = statistics.median(times)
        print(f"  {name:26} {middle:7.3f} s CPU   {middle / base:5.2f} x ours")


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = sys.argv[1] if len(sys.argv) > 1 else temporary
        subprocess.run([PROGRAM, "write", folder], check=True)
        compare(os.path.join(folder, "float.sgy"), ["segyio", "numpy (SEG-Y)"])
        compare(
            os.path.join(folder, "int16.DZT"),
            ["readgssi", "readgssi, left as uint16", "numpy (DZT)"])


if __name__ == "__main__":
    main()
