#!/usr/bin/env python3
"""The record is a GeoPackage that GDAL takes, styles and all, and whatever GDAL changes in it is named.

Usage: check-geopackage.py CLEARROAD [--keep FOLDER]
Needs GDAL's command-line tools; with its Python module also its own validation of GeoPackages.
"""
import argparse
import importlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
record = importlib.import_module("check-record")
PYTHONS = [sys.executable, "/usr/bin/python3"]
LAYERS = ["road", "segment", "sweep", "alarm", "find", "report", "seed"]
failures = []


def fail(text):
    failures.append(text)
    print("error:", text, file=sys.stderr)


def run(*arguments, env=None):
    done = subprocess.run(arguments, capture_output=True, text=True, env=env)
    return done.returncode, done.stdout, done.stderr


def python_with_gdal():
    for python in PYTHONS:
        if os.path.exists(python) and run(python, "-c", "import osgeo_utils.samples.validate_gpkg")[0] == 0:
            return python
    return None


def validate(path, what):
    rows = sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute("PRAGMA integrity_check").fetchall()
    if rows != [("ok",)]:
        fail(f"{what}: integrity check: {rows}")
    python = python_with_gdal()
    if not python:
        print("validate_gpkg: SKIPPED, GDAL's Python module is not installed")
        return
    code, out, err = run(python, "-m", "osgeo_utils.samples.validate_gpkg", "-q", path)
    if code != 0 or out.strip() or err.strip():
        fail(f"{what}: validate_gpkg gives {code}: {out} {err}")
    else:
        print(f"validate_gpkg: {what} is valid")


def read(path):
    """GDAL reads every layer, its styles, names of columns and code lists, without a warning."""
    code, out, err = run("ogrinfo", "-ro", "-al", path)
    if code != 0 or err.strip() or "Warning" in out:
        fail(f"ogrinfo: {code}: {err}")
    for layer in LAYERS + ["event", "layer_styles"]:
        if f"Layer name: {layer}\n" not in out:
            fail(f"ogrinfo: there is no layer {layer}")
    _, listed, _ = run("ogrinfo", "-ro", "-so", path, "segment")
    _, domain, _ = run("ogrinfo", "-ro", "-fielddomain", "classification", path)
    for text in ["classification: String (0.0), domain name=classification",
                 "suspected: Suspected hazardous area / منطقة مشتبه بخطورتها"]:
        if text not in listed + domain:
            fail(f"ogrinfo: {text!r} is not told of segments: {listed} {domain}")
    code, out, _ = run("ogrinfo", "-ro", "-q", path, "-sql",
                       "SELECT f_table_name, styleName, useAsDefault, length(styleQML) AS size "
                       "FROM layer_styles WHERE styleQML LIKE '%</qgis>%' "
                       "AND styleSLD LIKE '%</StyledLayerDescriptor>%'")
    if out.count("OGRFeature(") != 2 * len(LAYERS) or out.count("ClearRoad (English)") != len(LAYERS):
        fail(f"ogrinfo: styles are not as they should be: {out}")
    print(f"ogrinfo: {len(LAYERS)} layers with styles in two languages, names of columns and codes")


def edit(survey, scratch):
    """An edit with GDAL is accepted by GDAL and named by `verify`, by layer, row and column."""
    edits = [
        ("UPDATE segment SET product = 'cleared' WHERE id = 'S1'", ['layer segment, row "S1", product']),
        ("UPDATE alarm SET state = 'closed' WHERE number = 1", ["layer alarm, row", ", state: expected"]),
        ("UPDATE layer_styles SET styleQML = replace(styleQML, '255,0,0', '0,128,0') WHERE id = 3",
         ["layer layer_styles, row", "segment: ClearRoad (English)", "styleQML was changed"]),
    ]
    target = os.path.join(scratch, "edited")
    other = record.Survey(survey.tool, target)
    for statement, words in edits:
        record.copied(survey.folder, target)
        path = os.path.join(target, "registry.gpkg")
        code, _, err = run("ogrinfo", path, "-sql", statement)
        if code != 0 or err.strip():
            fail(f"GDAL does not take {statement}: {code}: {err}")
        done = other.run("verify", target, check=False)
        missing = [word for word in words if word not in done.stdout + done.stderr]
        if done.returncode != 2 or missing:
            fail(f"{statement}: verify gives {done.returncode} without {missing}: {done.stdout} {done.stderr}")
        other.run("registry", "rebuild", target)
        record.check_sound(other, f"rebuilt after {statement}")
    # A whole feature through ogr2ogr.
    record.copied(survey.folder, target)
    path = os.path.join(target, "registry.gpkg")
    code, _, err = run("ogr2ogr", "-append", "-nln", "find", path, path, "-sql",
                       "SELECT geom, 'F99' AS id, road, chainage_m FROM alarm LIMIT 1")
    done = other.run("verify", target, check=False)
    if code != 0 or done.returncode != 2 or 'layer find, row "F99"' not in done.stdout + done.stderr:
        fail(f"ogr2ogr: {code} {err}, verify gives {done.returncode}: {done.stdout} {done.stderr}")
    other.run("registry", "rebuild", target)
    record.check_sound(other, "rebuilt after ogr2ogr")
    validate(path, "the rebuilt record")
    print(f"edits: {len(edits) + 1} taken by GDAL, each named by verify, rebuilt")


def own_style(survey, scratch):
    """A style a person saves beside ours changes nothing of the record."""
    target = os.path.join(scratch, "styled")
    record.copied(survey.folder, target)
    path = os.path.join(target, "registry.gpkg")
    other = record.Survey(survey.tool, target)
    for statement in ["UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = 'segment'",
                      "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                      "styleName, styleQML, styleSLD, useAsDefault, description, owner) VALUES "
                      "('', '', 'segment', 'geom', 'mine', '<qgis/>', '', 1, '', '')"]:
        code, _, err = run("ogrinfo", path, "-sql", statement)
        if code != 0:
            fail(f"GDAL does not take {statement}: {err}")
    for _ in range(2):
        done = other.run("verify", target, check=False)
        if done.returncode != 0 or '"mine"' not in done.stdout + done.stderr:
            fail(f"own style: verify gives {done.returncode}: {done.stdout} {done.stderr}")
        other.run("registry", "rebuild", target)
    print("own style: left alone, and told of")


def shared(survey, scratch):
    """Another program reads while a segment is added: both go on."""
    target = os.path.join(scratch, "read")
    record.copied(survey.folder, target)
    path = os.path.join(target, "registry.gpkg")
    other = record.Survey(survey.tool, target)
    reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    before = reader.execute("SELECT count(*) FROM segment").fetchone()[0]
    held = 1.5
    seen = []

    def let_go():
        time.sleep(held)
        seen.append(reader.execute("SELECT count(*) FROM segment").fetchone()[0])
        reader.execute("COMMIT")

    thread = threading.Thread(target=let_go)
    thread.start()
    start = time.monotonic()
    done = other.run("segment", "add", target, "--id", "S2", "--road", "CR", "--from", "0+100", "--to", "0+110",
                     "--band", "right-verge", "--depth-cm", "15", "--by", "Salem", check=False)
    waited = time.monotonic() - start
    thread.join()
    after = reader.execute("SELECT count(*) FROM segment").fetchone()[0]
    reader.close()
    if done.returncode != 0 or seen != [before] or after != before + 1:
        fail(f"reader and writer: {done.returncode} {done.stderr}, {before} {seen} {after}")
    # A layer open in GDAL without a transaction, as GIS programs hold it between drawings, hinders nobody.
    script = ("import sys\nfrom osgeo import ogr\nheld = ogr.Open(sys.argv[1], 0)\n"
              "def count():\n    return sum(1 for _ in held.GetLayerByName('segment'))\n"
              "print(count(), flush=True)\nsys.stdin.read()\nprint(count(), flush=True)\n")
    python = python_with_gdal()
    if python:
        process = subprocess.Popen([python, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        first = process.stdout.readline().strip()
        done = other.run("segment", "add", target, "--id", "S3", "--road", "CR", "--from", "0+120", "--to", "0+130",
                         "--band", "right-verge", "--depth-cm", "15", "--by", "Salem", check=False)
        second = process.communicate("")[0].strip()
        if done.returncode != 0 or int(second or 0) != int(first or 0) + 1:
            fail(f"GDAL and writer: {done.returncode} {done.stderr}, {first} {second}")
    record.check_sound(other, "read while written")
    print(f"reader: held for {held} s, the writer was done after {waited:.1f} s, both succeeded")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool")
    parser.add_argument("--keep", help="leave the survey in this folder")
    options = parser.parse_args()
    scratch = tempfile.mkdtemp()
    try:
        survey = record.Survey(os.path.abspath(options.tool), os.path.join(scratch, "survey"))
        survey.make(scratch)
        survey.run("day", survey.folder, "--by", "Salem")
        path = os.path.join(survey.folder, "registry.gpkg")
        record.check_sound(survey, "the record")
        validate(path, "the record")
        read(path)
        record.check_sound(survey, "the record after GDAL read it")
        edit(survey, scratch)
        own_style(survey, scratch)
        shared(survey, scratch)
        if options.keep:
            shutil.copytree(survey.folder, options.keep)
    finally:
        record.remove(scratch)
    failures.extend(record.failures)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
