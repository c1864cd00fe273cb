"""Fails where the scored baseline falls below its bounds."""
import re
import sys

BOUNDS = {"total": {"plastic_AP": 53, "plastic_AT": 35}, "ground": {"plastic_AP": 72, "plastic_AT": 39}}

text = open(sys.argv[1]).read()
seen = set()
for line in text.splitlines():
    match = re.match(r"(total|ground)\s+rate 1\.00/m2: (.*?);", line)
    if not match:
        continue
    seen.add(match[1])
    found = {kind: int(hits) for kind, hits in re.findall(r"(\w+) (\d+)/\d+", match[2])}
    for kind, bound in BOUNDS[match[1]].items():
        if found.get(kind, -1) < bound:
            sys.exit("error: %s rate 1.0: %s found %s, at least %d wanted" % (match[1], kind, found.get(kind), bound))
if seen != set(BOUNDS):
    sys.exit("error: the scorer printed no table")
print("baseline: within its bounds")
