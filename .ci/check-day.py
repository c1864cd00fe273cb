#!/usr/bin/env python3
"""The reference day: five sweeps, one of them damaged, one beyond the road's end, one driven backwards.

Usage: check-day.py CLEARROAD [--length-m METRES] [--sweeps DIR] [--interrupts N] [--seed N]
                              [--minutes N] [--mib N] [--detectability off|required] [--keep DIR]

`day` names the damaged sweep, places the others and keeps to the time and memory it is given. Stopped by
Ctrl-C at a random moment and run again, and run on one core, it leaves the same bytes in products/.
--sweeps takes sweeps that `simulate --reference-day` made before (the whole day takes minutes to make).
"""
import argparse
import filecmp
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

failures = []


def fail(text):
    failures.append(text)
    print("error:", text, file=sys.stderr)


def road(path, length):
    """A winding centreline a little longer than four sweeps, near Tobruk."""
    longitude, latitude, heading, points = 24.0, 32.0, math.radians(80), []
    step = max(5.0, length / 40)
    count = math.ceil(4.2 * length / step) + 1
    for k in range(count):
        points.append([round(longitude, 9), round(latitude, 9)])
        heading += math.radians(1.2 * math.sin(k / 12))
        longitude += math.degrees(step * math.sin(heading) / 6378137 / math.cos(math.radians(latitude)))
        latitude += math.degrees(step * math.cos(heading) / 6378137)
    with open(path, "w") as file:
        json.dump({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"id": "CR"},
             "geometry": {"type": "LineString", "coordinates": points}}]}, file)


def chainage(metres):
    return f"{int(metres // 1000)}+{metres % 1000:07.3f}"


class Day:
    def __init__(self, tool, folder, length):
        self.tool, self.folder, self.length = tool, folder, length

    def run(self, *arguments, codes=(0,)):
        done = subprocess.run([self.tool, *arguments], capture_output=True, text=True)
        if done.returncode not in codes:
            sys.exit(f"error: {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def make(self, sweeps, scratch, detectability):
        line = os.path.join(scratch, "road.geojson")
        road(line, self.length)
        self.run("survey", "init", self.folder, "--name", "Reference day", "--crs", "EPSG:32634",
                 "--road", line, "--purpose", "demonstration", "--by", "Salem")
        path = os.path.join(self.folder, "survey.json")
        with open(path) as file:
            settings = json.load(file)
        settings["detection"]["detectability"] = detectability
        with open(path, "w") as file:
            json.dump(settings, file, indent=2)
        self.run("survey", "approve", self.folder, "--by", "Huda", "--proposed-by", "Salem")
        damaged = os.path.join(scratch, "damaged")
        os.makedirs(damaged)
        whole, broken = os.path.join(sweeps, "sweep-2.sgy"), os.path.join(damaged, "sweep-2.sgy")
        shutil.copy(whole, broken)
        os.truncate(broken, int(os.path.getsize(whole) * 0.61) + 1234)
        length = self.length
        # The name, the segment's band, where the sweep starts and which way it was driven.
        for number, folder, band, start, offset, direction in [
                (1, sweeps, "right-shoulder", 0.1, -4.6, "up"),
                (2, damaged, "right-shoulder", 1.1, -4.6, "up"),
                (3, sweeps, "right-shoulder", 3.1, -4.6, "down"),
                (4, sweeps, "right-shoulder", 3.1, -4.6, "up"),
                (5, sweeps, "left-shoulder", 3.6, 4.6, "up")]:
            low = {3: 2.1, 5: 3.2}.get(number, start)
            self.run("segment", "add", self.folder, "--id", f"S{number}", "--road", "CR", "--from",
                     chainage(low * length), "--to", chainage((low + 1) * length), "--band", band,
                     "--depth-cm", "15", "--by", "Salem")
            self.run("sweep", "add", self.folder, os.path.join(folder, f"sweep-{number}.sgy"),
                     "--segment", f"S{number}", "--start", chainage(start * length), "--offset",
                     str(offset), "--direction", direction, "--operator", "Mona", "--by", "Salem",
                     codes=(0, 2))

    def twin(self, target):
        """The same survey; raw files, which are never written to, are shared."""
        for place, folders, files in os.walk(self.folder):
            other = os.path.join(target, os.path.relpath(place, self.folder))
            os.makedirs(other, exist_ok=True)
            for name in files:
                source = os.path.join(place, name)
                if os.path.relpath(place, self.folder).startswith("sweeps"):
                    os.link(source, os.path.join(other, name))
                else:
                    shutil.copy2(source, os.path.join(other, name))
        return Day(self.tool, target, self.length)

    def day(self, cores=None, interrupt=None):
        """Exit code, output, seconds of wall and of CPU, largest memory in MiB."""
        def confine():
            if cores is not None:
                os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
        began = time.monotonic()
        with tempfile.TemporaryFile("w+") as output:
            process = subprocess.Popen([self.tool, "day", self.folder, "--by", "Salem"], stdout=output,
                                       stderr=subprocess.STDOUT, preexec_fn=confine)
            if interrupt is not None:
                time.sleep(interrupt)
                process.send_signal(signal.SIGINT)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read()
        return (process.returncode, text, time.monotonic() - began, used.ru_utime + used.ru_stime,
                used.ru_maxrss / 1024)


def products(folder):
    found = {}
    for place, _, files in os.walk(os.path.join(folder, "products")):
        for name in files:
            path = os.path.join(place, name)
            found[os.path.relpath(path, folder)] = path
    return found


def compare(what, one, other):
    mine, theirs = products(one), products(other)
    for name in sorted(set(mine) ^ set(theirs)):
        fail(f"{what}: {name} is there once only")
    for name in sorted(set(mine) & set(theirs)):
        if not filecmp.cmp(mine[name], theirs[name], shallow=False):
            fail(f"{what}: {name} differs")
    return len(mine)


def erase(folder):
    for place, folders, _ in os.walk(folder):
        for name in folders:
            os.chmod(os.path.join(place, name), 0o755)
    shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--length-m", type=float, default=1000)
    parser.add_argument("--sweeps")
    parser.add_argument("--interrupts", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--mib", type=float, default=1024)
    parser.add_argument("--detectability", default="off")
    parser.add_argument("--keep")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    chance = random.Random(options.seed)
    scratch = options.keep or tempfile.mkdtemp(prefix="clearroad-day-")
    os.makedirs(scratch, exist_ok=True)
    sweeps = options.sweeps or os.path.join(scratch, "made")
    if not options.sweeps:
        subprocess.run([options.tool, "simulate", "--reference-day", "--out", sweeps, "--length-m",
                        str(options.length_m)], check=True, capture_output=True)
    start = Day(options.tool, os.path.join(scratch, "start"), options.length_m)
    start.make(sweeps, scratch, options.detectability)

    whole = start.twin(os.path.join(scratch, "whole"))
    code, text, wall, cpu, memory = whole.day()
    print(f"day: exit {code}, {wall:.1f} s, {cpu:.1f} s of CPU, {memory:.0f} MiB")
    if options.keep:
        print(text)
    if code != 2:
        fail(f"a day with a damaged sweep gives {code}: {text[-300:]}")
    if wall > options.minutes * 60 or memory > options.mib:
        fail(f"the day took {wall:.0f} s and {memory:.0f} MiB")
    whole.run("verify", whole.folder)

    again = whole.day()
    if again[0] not in (0, 2):
        fail(f"a second day gives {again[0]}: {again[1][-400:]}")
    single = start.twin(os.path.join(scratch, "single"))
    code, text, wall_one, _, memory = single.day(cores=1)
    print(f"one core: exit {code}, {wall_one:.1f} s, {memory:.0f} MiB")
    count = compare("one core", whole.folder, single.folder)
    erase(single.folder)

    stopped = 0
    for number in range(options.interrupts):
        cut = start.twin(os.path.join(scratch, "cut"))
        moment = chance.uniform(0.02, 0.98) * wall
        code, text, took, _, _ = cut.day(interrupt=moment)
        if code == 130:
            stopped += 1
        elif code != 2:
            fail(f"stopped after {moment:.2f} s: exit {code}: {text[-400:]}")
        print(f"Ctrl-C after {moment:.2f} s: exit {code} after {took - moment:.2f} s more")
        if took - moment > 5 and code == 130:
            fail(f"Ctrl-C after {moment:.2f} s took {took - moment:.1f} s")
        code, text, *_ = cut.day()
        if code not in (0, 2):
            fail(f"run again after Ctrl-C: {code}: {text[-400:]}")
        compare(f"Ctrl-C after {moment:.2f} s", whole.folder, cut.folder)
        cut.run("verify", cut.folder)
        erase(cut.folder)
    if options.interrupts and not stopped:
        fail("no round was stopped")
    if not options.keep:
        erase(scratch)
    print(f"reference day of {options.length_m:g} m: {count} products, the same on one core and after "
          f"{stopped} stops")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
