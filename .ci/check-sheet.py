#!/usr/bin/env python3
"""Makes sheets of a worked survey and fails where a print shop would.

    .ci/check-sheet.py TOOL SURVEY SEGMENT

Every font is inside the file, the segment's id and Arabic words can be found in the text, the same
record gives the same bytes, the stamp stands in the metadata, and the scale bar, measured in the
pixels of the page, has the length that its figure and the scale stated beside it say.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

DOTS = 600
MILLIMETRE = DOTS / 25.4
# Where the bar begins: a margin of 9 mm and 4 mm for the first figure.
BAR_START = 13.0
STAMP = "SIMULATED DATA - NOT A CLEARANCE RECORD"


def run(*words, **environment):
    return subprocess.run(words, check=True, capture_output=True,
                          env=dict(os.environ, **environment)).stdout


def bar_millimetres(path):
    """The longest dark run that begins where bars begin, without the line round it."""
    data = run("pdftoppm", "-r", str(DOTS), "-gray", "-f", "1", "-l", "1", str(path))
    magic, size, deepest, pixels = data.split(b"\n", 3)
    assert magic == b"P5" and deepest == b"255"
    width, height = map(int, size.split())
    found = 0
    for row in range(height):
        line = pixels[row * width:(row + 1) * width]
        first = int((BAR_START - 0.3) * MILLIMETRE)
        while first < width and line[first] >= 128:
            first += 1
        # A line that began further left belongs to something else.
        if abs(first / MILLIMETRE - BAR_START) > 0.3 or line[first - 3] < 128:
            continue
        last = first
        while last < width and line[last] < 128:
            last += 1
        found = max(found, last - first)
    return found / MILLIMETRE - 0.15


def fail(text):
    sys.exit(f"sheet: {text}")


def main(tool, survey, segment):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for language in ("en", "ar"):
            paths = [folder / f"{language}-{number}.pdf" for number in (1, 2)]
            # Another place and language of the machine changes nothing.
            for path, place in zip(paths, ({}, {"TZ": "Asia/Tokyo", "LC_ALL": "ar_LY.UTF-8"})):
                run(tool, "sheet", survey, "--segment", segment, "--language", language, "--out",
                    str(path), **place)
            if paths[0].read_bytes() != paths[1].read_bytes():
                fail(f"{language}: two runs give different bytes")
            fonts = run("pdffonts", str(paths[0])).decode().splitlines()[2:]
            if not fonts or any(" yes yes " not in font for font in fonts):
                fail(f"{language}: a font is not inside the file: {fonts}")
            about = run("pdfinfo", str(paths[0])).decode()
            if STAMP not in about or "RESTRICTED" not in about:
                fail(f"{language}: the stamp is not in the metadata")
            text = run("pdftotext", str(paths[0]), "-").decode()
            wanted = [segment, STAMP] + (["القطاع", "إنذار"] if language == "ar" else ["left", "right"])
            for word in wanted:
                if word not in text:
                    fail(f"{language}: `{word}` is not in its text")
        text = run("pdftotext", "-layout", str(folder / "en-1.pdf"), "-").decode()
        scale = float(re.search(r"Scale 1:([\d,]+)", text).group(1).replace(",", ""))
        metres = float(re.search(r"\s([\d.]+) ?m\s", text[text.index("Scale 1:"):]).group(1))
        measured = bar_millimetres(folder / "en-1.pdf")
        stated = metres * 1000 / scale
        if abs(measured - stated) > 0.1:
            fail(f"the bar of {metres} m at 1:{scale:.0f} is {measured:.2f} mm, not {stated:.2f}")
        print(f"sheet: fonts, text, bytes; bar of {metres:g} m at 1:{scale:.0f} measures "
              f"{measured:.2f} mm of {stated:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
