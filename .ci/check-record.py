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
        self.run("simulate", "--out", os.path.join(scratch, "blank"), "--name", "blank", "--length-m",
                 "15", "--channels", "5", "--seed", "71", "--soil", "dry-calcareous", "--density", "0",
                 "--clutter", "0")
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
        # A strip that one pass of the radar covers whole, so that it can be released.
        values["bands"]["right-verge"] = {"low": -8.1, "high": -7.9}
        values["typedPlacement"] = {"alongErrorMetres": 0.01, "acrossErrorMetres": 0.01}
        values["release"]["requiredClasses"] = ["anti-vehicle"]
        with open(settings, "w") as file:
            json.dump(values, file, indent=2)
        self.run("survey", "approve", self.folder, "--by", "Huda", "--proposed-by", "Salem")
        self.run("segment", "add", self.folder, "--id", "S1", "--road", "CR", "--from", "0+010.5",
                 "--to", "0+015.5", "--band", "right-verge", "--depth-cm", "15", "--by", "Salem",
                 "--classification", "suspected")
        self.run("sweep", "add", self.folder, os.path.join(scratch, "blank", "blank.sgy"), "--blank",
                 "--by", "Salem")
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


def sheet(path, alarms):
    """A day's sheet that closes every alarm."""
    with open(path, "w") as file:
        today = time.strftime("%Y-%m-%d", time.gmtime())
        file.write("alarm,result,method,depth_cm,chainage,offset,closed_on\n")
        for alarm in alarms:
            file.write(f"{alarm['id']},no-item,excavation,90,{alarm['chainageMetres']},"
                       f"{alarm['offsetMetres']},{today}\n")


def rows(path, statement):
    return int(sql(path, statement).strip() or 0)


EVENTS = "SELECT count(*) FROM event"
CLOSINGS = "SELECT count(*) FROM event WHERE body LIKE '%\"kind\":\"alarmClosed\"%'"


class Killed:
    """A command that is killed: the survey it begins with, how long it takes, what it records."""

    def __init__(self, name, start, command, whole):
        self.name, self.start, self.command, self.whole = name, start, command, whole
        self.seconds = 0.0
        self.rounds = self.confirmed = self.absent = 0


def stories(template, scratch, target):
    """`day`, `alarm import` and `release approve`, each with the survey it begins with."""
    survey = Survey(template.tool, target)
    copied(template.folder, target)
    day = Killed("day", template.folder, ["day", target, "--by", "Salem"], 1)
    time_of(survey, day)
    swept = os.path.join(scratch, "swept")
    copied(target, swept)
    alarms = json.loads(survey.run("alarm", "list", target, "--json").stdout)["alarms"]
    if not alarms:
        raise SystemExit("kills: the lane has no alarm, choose another seed")
    paper = os.path.join(scratch, "digs.csv")
    sheet(paper, alarms)
    digs = Killed("alarm import", swept, ["alarm", "import", target, paper, "--by", "Yusuf"],
                  len(alarms))
    time_of(survey, digs)
    done = survey.run("release", "request", target, "S1", "--product", "reduced", "--note", "swept",
                      "--by", "Salem", "--json", check=False)
    answer = json.loads(done.stdout)
    if not answer["granted"]:
        raise SystemExit(f"kills: no report to approve: {done.stdout}")
    asked = os.path.join(scratch, "asked")
    copied(target, asked)
    approve = Killed("release approve", asked,
                     ["release", "approve", target, answer["report"], "--by", "Huda"], 1)
    time_of(survey, approve)
    return [day, digs, approve]


def time_of(survey, killed):
    start = time.monotonic()
    done = survey.run(*killed.command, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{killed.name}: {done.returncode}: {done.stdout} {done.stderr}")
    killed.seconds = time.monotonic() - start


def kills(template, scratch, count, generator):
    """Kills commands at random moments: what they confirmed is there, the rest is whole or absent."""
    target = os.path.join(scratch, "killed")
    survey = Survey(template.tool, target)
    registry = os.path.join(target, "registry.gpkg")
    alone = os.path.join(scratch, "alone.gpkg")
    all_of_them = stories(template, scratch, target)
    for number in range(count):
        killed = all_of_them[number % len(all_of_them)]
        copied(killed.start, target)
        before, events = survey.head(), rows(registry, EVENTS)
        process = subprocess.Popen([template.tool, *killed.command], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        # Every second kill falls into the end of the command, where it writes.
        low = 0.6 if number % 2 else 0
        began = time.monotonic()
        try:
            process.wait(generator.uniform(low, 1.15) * killed.seconds)
            # The machine may be faster now than it was when the time was taken.
            killed.seconds = (killed.seconds + time.monotonic() - began) / 2
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            # Or slower: kills have to fall into the whole of the command, its end too.
            killed.seconds *= 1.04
        output = process.communicate()[0].decode(errors="replace")
        said = process.returncode == 0
        # The file alone, before anything else opens it: a journal left beside it must not matter
        # once the command said it was done.
        if said:
            shutil.copyfile(registry, alone)
        check_sound(survey, f"kill {number} of {killed.name}", before)
        more = rows(registry, EVENTS) - events
        if more not in (0, killed.whole):
            fail(f"kill {number} of {killed.name}: {more} of {killed.whole} events are on record")
        if said and more != killed.whole:
            fail(f"kill {number}: {killed.name} said it was done, it is not on record: {output}")
        if said and rows(alone, EVENTS) - events != killed.whole:
            fail(f"kill {number}: the file of {killed.name} copied alone holds less")
        if killed.name == "alarm import" and rows(registry, CLOSINGS) not in (0, killed.whole):
            fail(f"kill {number}: part of a sheet is on record")
        killed.rounds += 1
        killed.confirmed += said
        killed.absent += more == 0
        if number % 5 == 0:
            again = survey.run(*killed.command, check=False)
            text = again.stdout + again.stderr
            if again.returncode not in (0, 2) and "already" not in text:
                fail(f"kill {number}, run again: {again.returncode}: {text}")
            if rows(registry, EVENTS) - events != killed.whole:
                fail(f"kill {number}, run again: {killed.name} is not whole on record: {text}")
            check_sound(survey, f"kill {number}, run again")
    for killed in all_of_them:
        print(f"kills of {killed.name}: {killed.rounds} rounds, {killed.confirmed} confirmed, "
              f"{killed.absent} left nothing, the rest whole")


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
