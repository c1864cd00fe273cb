"""Compares alarms of a lane, its mirror and its faint copy."""
import csv
import sys

folder = sys.argv[1]


def alarms(name):
    rows = csv.DictReader(open("%s/%s.csv" % (folder, name)))
    return sorted((round(float(r["x_m"]), 3), float(r["y_m"]), float(r["score"])) for r in rows if r["selected"] == "1")


def agree(one, other, what):
    if len(one) != len(other) or not one:
        sys.exit("error: %s: %d alarms against %d" % (what, len(one), len(other)))
    for a, b in zip(one, other):
        # A figure at the edge of a question turns one tree of 150, which moves the logit by up to 0.03.
        if abs(a[0] - b[0]) > 0.005 or abs(a[1] - b[1]) > 1e-6 or abs(a[2] - b[2]) > 0.05:
            sys.exit("error: %s: %s against %s" % (what, a, b))
    print("%s: the same %d alarms" % (what, len(one)))


same = alarms("same")
agree(same, sorted((round(12 - x, 3), y, s) for x, y, s in alarms("mirrored")), "mirrored lane")
agree(same, alarms("faint"), "faint lane")
