#!/usr/bin/env python3
"""Holds `clearroad score` against the reference scorer on random trials, to the last count.

Usage: check-scorer.py CLEARROAD SCORER.py CASES [SEED]

The trials lie on a grid of millimetres, so that alarms on the very edge of a halo, equal scores and
objects in each other's halos are common. Areas must be equal to the last bit."""
import csv
import importlib.util
import json
import math
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

KINDS = [("plastic_AP", 1), ("plastic_AT", 1), ("metal_AP", 1), ("metal_AT", 1), ("clutter", 0)]
RATES = [0.0, 0.2, 0.5, 1.0, 2.0, 7.0]


def truth_rows(draw, length, low, high):
    rows = []
    for number in range(draw.choice([0, 1, 3, 8, 20])):
        kind, is_mine = draw.choice(KINDS)
        rows.append({
            "id": f"o{number}", "model": draw.choice(["PMN", "M19", "stone"]), "class": kind,
            "x_m": f"{draw.uniform(0, length):.{draw.choice([1, 2, 3])}f}",
            "y_m": f"{draw.uniform(low, high):.{draw.choice([1, 2, 3])}f}",
            "depth_m": f"{draw.uniform(0, 0.2):.3f}",
            "diameter_m": f"{draw.choice([0.04, 0.056, 0.082, 0.08, 0.112, 0.3]):.3f}",
            "height_m": "0.05",
            "is_mine": draw.choice(["1", "true", "True"]) if is_mine else draw.choice(["0", "false"]),
        })
    for row in rows:
        if not (0 <= float(row["x_m"]) <= length and low <= float(row["y_m"]) <= high):
            row["x_m"], row["y_m"] = f"{length / 2:.3f}", f"{(low + high) / 2:.3f}"
    return rows


def place(draw, rows, length, low, high):
    """A random place, often on the edge of a halo or amid two objects."""
    kind = draw.random()
    if rows and kind < 0.6:
        row = draw.choice(rows)
        x, y = float(row["x_m"]), float(row["y_m"])
        halo = float(row["diameter_m"]) / 2 + 0.10
        if kind < 0.2:
            a, b, c = draw.choice([(1, 0, 1), (0, 1, 1), (3, 4, 5), (8, 15, 17), (5, 12, 13)])
            return f"{x + draw.choice([-1, 1]) * a * halo / c:.12g}", \
                f"{y + draw.choice([-1, 1]) * b * halo / c:.12g}"
        if kind < 0.3 and len(rows) > 1:
            other = draw.choice(rows)
            return f"{(x + float(other['x_m'])) / 2:.6g}", f"{(y + float(other['y_m'])) / 2:.6g}"
        return f"{x + draw.gauss(0, 0.08):.3f}", f"{y + draw.gauss(0, 0.08):.3f}"
    return f"{draw.uniform(-0.5, length + 0.5):.3f}", f"{draw.uniform(low - 0.05, high + 0.05):.3f}"


def alarm_rows(draw, rows, length, low, high):
    result = []
    for number in range(draw.choice([0, 1, 5, 30, 80])):
        x, y = place(draw, rows, length, low, high)
        score = draw.choice([f"{draw.gauss(3, 1):.4f}", f"{draw.randrange(6)}"])
        result.append({"id": f"a{number}", "x_m": x, "y_m": y, "score": score})
    return result


def write(path, rows, columns):
    with open(path, "w", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerows(rows)


def case(number, seed, tool, scorer, folder):
    draw = random.Random(seed * 1_000_003 + number)
    length = draw.choice([0.5, 2.0, 3.37, 12.0])
    low, high = draw.choice([(-0.25, 0.25), (-0.5, 0.7), (0.0, 1.0), (-0.123, 0.456)])
    lanes, words = [], []
    for lane in range(draw.choice([1, 1, 2, 4])):
        rows = truth_rows(draw, length, low, high)
        truth, alarms = folder / f"{number}-{lane}.t.csv", folder / f"{number}-{lane}.a.csv"
        write(truth, rows, ["id", "model", "class", "x_m", "y_m", "depth_m", "diameter_m",
                            "height_m", "is_mine"])
        write(alarms, alarm_rows(draw, rows, length, low, high), ["id", "x_m", "y_m", "score"])
        lanes.append((scorer.read_truth(truth), scorer.read_alarms(alarms)))
        words += ["--lane", f"L{lane}:{truth}:{alarms}"]
    run = subprocess.run(
        [tool, "score", *words, "--swept", f"0,{length},{low},{high}", "--json",
         "--resamples", "200", "--at", *map(str, RATES)], capture_output=True, text=True)
    if run.returncode != 0:
        return [f"case {number}: exit {run.returncode}: {run.stderr}"]
    return compare(number, json.loads(run.stdout), lanes, length, low, high, scorer)


def compare(number, ours, lanes, length, low, high, scorer):
    area, rows = scorer.table(lanes, length, low, high, RATES)
    found = []

    def check(what, mine, theirs):
        if mine != theirs:
            found.append(f"case {number}: {what}: {mine} instead of {theirs}")

    check("ground area", ours["groundAreaSquareMetres"], area[0])
    check("total area", ours["totalAreaSquareMetres"], area[1])
    events = scorer.events(lanes, length, low, high)
    for key, kind in (("detected", "hit"), ("groundAlarms", "ground"), ("objectAlarms", "object"),
                      ("duplicates", "duplicate")):
        check(key, ours[key], sum(e[1] == kind for e in events))
    check("targets", ours["targets"], sum(t["mine"] for truth, _ in lanes for t in truth))
    mine = {(row["kind"], row["rate"]): row for row in ours["atRates"]}
    for kind, rate, classes, ground, objects, threshold in rows:
        row = mine[kind, rate]
        name = f"{kind} {rate}"
        check(f"{name} ground alarms", row["groundAlarms"], ground)
        check(f"{name} object alarms", row["objectAlarms"], objects)
        check(f"{name} threshold", row["threshold"], None if math.isinf(threshold) else threshold)
        check(f"{name} classes",
              {c: (v["detected"], v["targets"]) for c, v in row["classes"].items()}, classes)
    return found


def main():
    tool, path, cases = sys.argv[1], sys.argv[2], int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    spec = importlib.util.spec_from_file_location("scorer", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda n: case(n, seed, tool, scorer, Path(folder)), range(cases))
        found = [line for lines in results for line in lines]
    for line in found[:20]:
        print(line, file=sys.stderr)
    if found:
        sys.exit(f"error: {len(found)} differences on {cases} cases")
    print(f"score: equal to the reference scorer on {cases} random trials")


main()
