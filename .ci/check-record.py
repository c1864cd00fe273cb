#!/usr/bin/env python3
"""The record survives: killed, full disks, folders that cannot be written, several writers, flipped bytes.

Usage: check-record.py CLEARROAD [--kills N] [--flips N] [--seconds N] [--seed N]
"""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HEAD = "--head"
failures = []


def fail(text):
    failures.append(text)
    print("error:", text, file=sys.stderr)


class Survey:
    """A small survey folder: one road, one segment, one swept lane whose alarms are on record."""

    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder

    def run(self, *arguments, check=True, cwd=None):
        done = subprocess.run([self.tool, *arguments], capture_output=True, text=True, cwd=cwd)
        if check and done.returncode not in (0, 2):
            raise SystemExit(f"{' '.join(arguments)}: {done.returncode}\n{done.stderr}")
        return done

    def make(self, scratch):
        lane = os.path.join(scratch, "lane")
        self.run("simulate", "--out", lane, "--length-m", "6", "--channels", "5", "--seed", "5",
                 "--soil", "dry-calcareous", "--density", "1.5", "--clutter", "1")
        road = os.path.join(scratch, "road.geojson")
        with open(road, "w") as file:
            file.write('{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
                       '{"id":"CR"},"geometry":{"type":"LineString","coordinates":'
                       '[[20.0,32.0],[20.02,32.0]]}}]}')
        self.run("survey", "init", self.folder, "--name", "Survival", "--crs", "EPSG:32634",
                 "--road", road, "--by", "Salem")
        settings = os.path.join(self.folder, "survey.json")
        with open(settings) as file:
            values = json.load(file)
        # Trial echoes record nothing of their own and take long.
        values["detection"]["detectability"] = "off"
        with open(settings, "w") as file:
            json.dump(values, file, indent=2)
        self.run("survey", "approve", self.folder, "--by", "Huda", "--proposed-by", "Salem")
        self.run("segment", "add", self.folder, "--id", "S1", "--road", "CR", "--from", "0+010",
                 "--to", "0+016", "--band", "right-verge", "--depth-cm", "15", "--by", "Salem",
                 "--classification", "suspected", check=False)
        sweep = os.path.join(lane, "lane.sgy")
        self.run("sweep", "add", self.folder, sweep, "--segment", "S1", "--start", "0+010",
                 "--offset", "-8", "--direction", "up", "--operator", "Mona", "--by", "Salem")

    def head(self):
        """Writer, number and hash of the last event, from the file itself."""
        rows = sql(os.path.join(self.folder, "registry.gpkg"),
                   "SELECT writer || ':' || number || ':' || hash FROM event "
                   "ORDER BY number DESC LIMIT 1")
        return rows.strip()


def sql(path, statement):
    done = subprocess.run(["sqlite3", path, statement], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode(errors="replace")


def copied(source, target):
    if os.path.exists(target):
        remove(target)
    shutil.copytree(source, target)


def remove(folder):
    for place, folders, _ in os.walk(folder):
        for name in folders:
            os.chmod(os.path.join(place, name), 0o755)
    shutil.rmtree(folder)


def check_sound(survey, what, head=None):
    """`verify` finds nothing, and what was confirmed is there."""
    extra = [HEAD, head] if head else []
    done = survey.run("verify", survey.folder, *extra, check=False)
    if done.returncode != 0:
        fail(f"{what}: verify gives {done.returncode}: {done.stdout} {done.stderr}")


def kills(template, scratch, count, generator):
    """Kills day and alarm close at random moments; afterwards all is there or absent."""
    target = os.path.join(scratch, "killed")
    survey = Survey(template.tool, target)
    start = time.monotonic()
    copied(template.folder, target)
    survey.run("day", target, "--by", "Salem")
    longest = time.monotonic() - start
    swept = os.path.join(scratch, "swept")
    copied(target, swept)
    alarms = json.loads(survey.run("alarm", "list", target, "--json").stdout)["alarms"]
    if not alarms:
        raise SystemExit("kills: the lane has no alarm, choose another seed")
    first = alarms[0]
    close = ["alarm", "close", target, first["id"], "--result", "no-item", "--depth-cm", "90",
             "--chainage", str(first["chainageMetres"]), "--offset", str(first["offsetMetres"]),
             "--by", "Yusuf"]
    start = time.monotonic()
    survey.run(*close)
    shortest = time.monotonic() - start
    confirmed = absent = 0
    for number in range(count):
        closing = number % 2 == 1
        copied(swept if closing else template.folder, target)
        before = survey.head()
        command, limit = (close, shortest) if closing else (["day", target, "--by", "Salem"], longest)
        process = subprocess.Popen([template.tool, *command], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        time.sleep(generator.uniform(0, 1.3 * limit))
        process.send_signal(signal.SIGKILL)
        output = process.communicate()[0].decode(errors="replace")
        said = process.returncode in (0, 2)
        check_sound(survey, f"kill {number}", before)
        after = survey.head()
        if said and after == before:
            fail(f"kill {number}: {command[0]} said it was done, nothing is on record: {output}")
        confirmed += said
        absent += after == before
        if said:
            alone = os.path.join(scratch, "alone.gpkg")
            shutil.copyfile(os.path.join(target, "registry.gpkg"), alone)
            if sql(alone, "SELECT count(*) FROM event").strip() != sql(
                    os.path.join(target, "registry.gpkg"), "SELECT count(*) FROM event").strip():
                fail(f"kill {number}: the file copied alone holds less")
        if number % 5 == 0:
            again = survey.run(*command, check=False)
            if again.returncode not in (0, 2) and "already" not in again.stderr:
                fail(f"kill {number}, run again: {again.returncode}: {again.stderr}")
            check_sound(survey, f"kill {number}, run again")
    print(f"kills: {count} rounds, {confirmed} confirmed, {absent} left nothing, the rest whole")


def dump(path):
    return sql(path, ".dump")


def flips(template, scratch, count, generator):
    """Each flipped byte changes nothing a reader sees, or is found."""
    target = os.path.join(scratch, "flipped")
    survey = Survey(template.tool, target)
    copied(template.folder, target)
    survey.run("day", target, "--by", "Salem")
    path = os.path.join(target, "registry.gpkg")
    whole = open(path, "rb").read()
    expected = dump(path)
    found = 0
    for number in range(count):
        place, bit = generator.randrange(len(whole)), 1 << generator.randrange(8)
        with open(path, "wb") as file:
            file.write(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1:])
        done = survey.run("verify", target, check=False)
        if done.returncode < 0:
            fail(f"flip of byte {place}: verify dies of signal {-done.returncode}")
        if done.returncode != 0:
            found += 1
            continue
        try:
            same = dump(path) == expected
        except RuntimeError:
            same = False
        if not same:
            fail(f"flip of bit {bit} of byte {place} changes what is in the file, verify says nothing")
    with open(path, "wb") as file:
        file.write(whole)
    print(f"flips: {count}, {found} found, the rest change no row, shape or schema object")


def writers(template, scratch, seconds):
    """Four programs write at once: nothing is lost, nobody is told of a lock."""
    target = os.path.join(scratch, "shared")
    survey = Survey(template.tool, target)
    copied(template.folder, target)
    script = """
import subprocess, sys, time
tool, folder, worker, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
end, number = time.monotonic() + seconds, 0
while time.monotonic() < end:
    start = 20 + worker * 400 + number
    if start >= 1800: break
    done = subprocess.run([tool, "segment", "add", folder, "--id", f"W{worker}-{number}", "--road", "CR",
        "--from", f"0+{start:03d}" if start < 1000 else f"1+{start - 1000:03d}",
        "--to", f"0+{start + 1:03d}" if start + 1 < 1000 else f"1+{start - 999:03d}",
        "--band", "left-verge", "--depth-cm", "15", "--by", "Salem"], capture_output=True, text=True)
    print(done.returncode, f"W{worker}-{number}", (done.stdout + done.stderr).replace("\\n", " "), flush=True)
    number += 1
"""
    workers = [subprocess.Popen([sys.executable, "-c", script, template.tool, target, str(number),
                                 str(seconds)], stdout=subprocess.PIPE, text=True)
               for number in range(4)]
    done, refused = [], []
    for worker in workers:
        for line in worker.communicate()[0].splitlines():
            code, name, text = line.split(" ", 2)
            (done if code == "0" else refused).append((name, text))
            if "locked" in text:
                fail(f"a lock is shown: {text}")
    listed = survey.run("segment", "list", target).stdout
    for name, _ in done:
        if name not in listed:
            fail(f"{name} was confirmed and is lost")
    for name, text in refused:
        fail(f"{name} was refused: {text}")
    check_sound(survey, "four writers")
    print(f"writers: four for {seconds} s, {len(done)} segments added, none lost")


def full_disk(template, scratch):
    """A full disk leaves the record as it was and says so."""
    place = os.path.join(scratch, "small")
    os.makedirs(place)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place],
                      capture_output=True).returncode != 0:
        print("full disk: SKIPPED, a small disk cannot be mounted here")
        return
    try:
        target = os.path.join(place, "survey")
        copied(template.folder, target)
        survey = Survey(template.tool, target)
        before = survey.head()
        with open(os.path.join(place, "filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        for command in (["day", target, "--by", "Salem"],
                        ["segment", "add", target, "--id", "S2", "--road", "CR", "--from", "0+100",
                         "--to", "0+110", "--band", "right-verge", "--depth-cm", "15", "--by", "Salem"]):
            done = survey.run(*command, check=False)
            if done.returncode not in (1, 2) or not done.stderr.strip():
                fail(f"full disk: {command[0]} gives {done.returncode}: {done.stderr}")
        if survey.head() != before:
            fail("full disk: something was recorded")
        os.remove(os.path.join(place, "filler"))
        check_sound(survey, "full disk", before)
        survey.run("day", target, "--by", "Salem")
        check_sound(survey, "full disk, run again", before)
        print("full disk: refused in a sentence, the record as it was, done when there was room")
    finally:
        subprocess.run(["umount", place], capture_output=True)


def read_only(template, scratch):
    """A folder that cannot be written: a sentence, nothing lost."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        print("read-only: SKIPPED, needs setpriv")
        return
    target = os.path.join(scratch, "readonly")
    copied(template.folder, target)
    for place, folders, files in os.walk(target):
        for name in folders + files:
            os.chmod(os.path.join(place, name), 0o555)
    os.chmod(target, 0o555)
    for parent in (scratch, tempfile.gettempdir()):
        os.chmod(parent, os.stat(parent).st_mode | 0o055)
    before = Survey(template.tool, target).head()
    prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, template.tool, "segment", "add", target, "--id", "S2", "--road", "CR",
                           "--from", "0+100", "--to", "0+110", "--band", "right-verge", "--depth-cm", "15",
                           "--by", "Salem"], capture_output=True, text=True)
    if done.returncode != 1 or "written" not in done.stderr:
        fail(f"read-only: {done.returncode}: {done.stderr}")
    if Survey(template.tool, target).head() != before:
        fail("read-only: something was recorded")
    os.chmod(target, 0o755)
    print("read-only: refused in a sentence, the record as it was")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--flips", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--seed", type=int, default=20260301)
    options = parser.parse_args()
    generator = random.Random(options.seed)
    scratch = tempfile.mkdtemp()
    try:
        template = Survey(os.path.abspath(options.tool), os.path.join(scratch, "template"))
        template.make(scratch)
        kills(template, scratch, options.kills, generator)
        flips(template, scratch, options.flips, generator)
        writers(template, scratch, options.seconds)
        full_disk(template, scratch)
        read_only(template, scratch)
    finally:
        remove(scratch)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
