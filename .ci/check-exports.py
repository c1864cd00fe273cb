#!/usr/bin/env python3
"""Exports of a demonstration survey in every format: read back whole, stamped, and the public ones tell nothing.

Usage: check-exports.py CLEARROAD [--keep FOLDER]
Needs GDAL's command-line tools and its Python module.
"""
import argparse
import hashlib
import importlib
import io
import json
import math
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
record = importlib.import_module("check-record")
package = importlib.import_module("check-geopackage")
STAMP = "SIMULATED DATA - NOT A CLEARANCE RECORD"
NEAR_METRES = 50.0
FORMATS = ["x.gpkg", "x.geojson", "x.kml", "x.kmz", "x.zip", "x.csv", "x.csv.zip", "tables"]
PEOPLE = ["Salem Ali", "Huda Omar", "Mona Sharif", "Yusuf Karim", "Quinn Adams", "منى الورفلي"]
WORDS = ["bend of the road", "surrogate", "lane-1", "lane-2", "keeper"]
failures = []


def fail(text):
    failures.append(text)
    print("error:", text, file=sys.stderr)


# -- the survey -------------------------------------------------------------------------------------------------

ROADS = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"id": "CR"},
     "geometry": {"type": "LineString", "coordinates": [[20.0, 32.0], [20.05, 32.0]]}},
    # A road of which one vertex lies near what is not cleared: open-ground is at about 20.00744, 31.99993.
    {"type": "Feature", "properties": {"id": "SIDE"},
     "geometry": {"type": "LineString", "coordinates": [[20.00755, 32.0001], [20.00755, 32.02]]}}]}


def make(tool, scratch):
    """S1 released with its alarms closed; open-ground with open alarms, a find and shown seeds; next-ground
    released, beside it."""
    survey = record.Survey(tool, os.path.join(scratch, "survey"))
    run, folder = survey.run, survey.folder
    simulate = ["simulate", "--channels", "5", "--soil", "dry-calcareous"]
    for name, seed, density in [("lane-1", "5", "1.5"), ("lane-2", "8", "2"), ("lane-3", "9", "1"),
                                ("blank", "71", "0")]:
        run(*simulate, "--length-m", "15" if name == "blank" else "6", "--out", os.path.join(scratch, name),
            "--name", name, "--seed", seed, "--density", density, "--clutter", "0" if name == "blank" else "1")
    roads = os.path.join(scratch, "road.geojson")
    with open(roads, "w") as file:
        json.dump(ROADS, file)
    run("survey", "init", folder, "--name", "Exports", "--crs", "EPSG:32634", "--road", roads, "--by", PEOPLE[0])
    settings = os.path.join(folder, "survey.json")
    with open(settings) as file:
        values = json.load(file)
    values["purpose"] = "demonstration"
    values["detection"]["detectability"] = "off"
    values["bands"]["right-verge"] = {"low": -8.1, "high": -7.9}
    values["typedPlacement"] = {"alongErrorMetres": 0.01, "acrossErrorMetres": 0.01}
    values["release"]["requiredClasses"] = ["anti-vehicle"]
    with open(settings, "w") as file:
        json.dump(values, file, indent=2, ensure_ascii=False)
    run("survey", "approve", folder, "--by", PEOPLE[1], "--proposed-by", PEOPLE[0])
    for name, start in [("S1", 300), ("open-ground", 700), ("next-ground", 740)]:
        end = start + (12 if name == "open-ground" else 5)
        run("segment", "add", folder, "--id", name, "--road", "CR", "--from", f"0+{start}.5", "--to",
            f"0+{end}.5", "--band", "right-verge", "--depth-cm", "15", "--by", PEOPLE[0],
            "--classification", "suspected")
    run("sweep", "add", folder, os.path.join(scratch, "blank", "blank.sgy"), "--blank", "--by", PEOPLE[0])
    seeds = os.path.join(scratch, "seeds.csv")
    with open(seeds, "w") as file:
        file.write("chainage,offset,depth_cm,model,class,size_cm\n703.0,-8.0,10,Surrogate,plastic_AT,25\n")
    keeper = os.path.join(scratch, "keeper.json")
    run("seed", "seal", folder, "open-ground", "--seeds", seeds, "--out", keeper, "--by", PEOPLE[4])
    for lane, segment, start, who in [("lane-1", "S1", 300, PEOPLE[5]), ("lane-2", "open-ground", 700, "=2+3"),
                                      ("lane-3", "next-ground", 740, PEOPLE[2])]:
        run("sweep", "add", folder, os.path.join(scratch, lane, lane + ".sgy"), "--segment", segment, "--start",
            f"0+{start}", "--offset", "-8", "--direction", "up", "--operator", who, "--by", PEOPLE[0])
    run("day", folder, "--by", PEOPLE[0])
    for segment in ["S1", "next-ground"]:
        close(survey, scratch, segment)
    run("seed", "unseal", folder, keeper, "--by", PEOPLE[4])
    for segment in ["S1", "next-ground"]:
        release(survey, segment, "reduced")
    run("find", "add", folder, "--subcategory", "av", "--depth-cm", "8", "--road", "CR", "--chainage", "0+704",
        "--offset", "-8", "--found-by", PEOPLE[3], "--note", "at the bend of the road", "--by", PEOPLE[0])
    return survey


def close(survey, scratch, segment):
    alarms = json.loads(survey.run("alarm", "list", survey.folder, "--json").stdout)["alarms"]
    own = [alarm for alarm in alarms if alarm.get("segment") == segment]
    paper = os.path.join(scratch, "digs.csv")
    record.sheet(paper, own)
    survey.run("alarm", "import", survey.folder, paper, "--by", PEOPLE[3])


def release(survey, segment, product):
    done = survey.run("release", "request", survey.folder, segment, "--product", product, "--note",
                      "swept at the bend of the road", "--by", PEOPLE[0], "--json", check=False)
    answer = json.loads(done.stdout)
    if not answer["granted"]:
        raise SystemExit(f"{segment}: no report to approve: {done.stdout}")
    survey.run("release", "approve", survey.folder, answer["report"], "--by", PEOPLE[1])


# -- what GDAL reads back ----------------------------------------------------------------------------------------

READER = r'''
import json, math, sys
from osgeo import gdal, ogr, osr
gdal.UseExceptions()
messages = []
gdal.PushErrorHandler(lambda kind, number, text: messages.append(text))
found = {}
for path in sys.argv[1:]:
    options = {"open_options": ["GEOM_POSSIBLE_NAMES=wkt", "KEEP_GEOM_COLUMNS=NO"]} if ".csv" in path else {}
    data = gdal.OpenEx(path, gdal.OF_VECTOR, **options)
    layers = {}
    for index in range(data.GetLayerCount()):
        layer = data.GetLayer(index)
        names = [field.name for field in layer.schema]
        turned = None
        if layer.GetSpatialRef() is not None and layer.GetSpatialRef().IsProjected():
            world = osr.SpatialReference()
            world.ImportFromEPSG(4326)
            world.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            turned = osr.CoordinateTransformation(layer.GetSpatialRef(), world)
        for feature in layer:
            name = layer.GetName()
            if "layer" in names and feature["layer"]:
                name = feature["layer"]
            if name == "layer_styles":
                continue
            entry = layers.setdefault(name, {"count": 0, "area": 0.0, "x": 0.0, "y": 0.0, "fields": names, "rows": []})
            shape = feature.GetGeometryRef()
            entry["count"] += 1
            if shape is not None:
                shape = shape.Clone()
                if turned:
                    shape.Transform(turned)
                middle = shape.Centroid()
                entry["x"] += middle.GetX()
                entry["y"] += middle.GetY()
                if shape.GetDimension() == 2:
                    entry["area"] += shape.GetArea() * 111320.0 ** 2 * math.cos(math.radians(middle.GetY()))
                    if not shape.IsValid():
                        messages.append(f"{path}: {name}: an invalid shape")
            entry["rows"].append({field: str(feature[field]) for field in names if feature[field] is not None})
    found[path] = {"layers": layers, "metadata": data.GetMetadata()}
print(json.dumps({"files": found, "messages": messages}))
'''


def sources(path):
    """What GDAL is to open of an export."""
    if path.endswith(".csv.zip") or os.path.isdir(path):
        names = zipfile.ZipFile(path).namelist() if path.endswith(".zip") else sorted(os.listdir(path))
        start = "/vsizip/" if path.endswith(".zip") else ""
        return [f"{start}{path}/{name}" for name in names if name.endswith(".csv")]
    return ["/vsizip/" + path] if path.endswith(".zip") else [path]


def read(python, path):
    """Layers by name: count, area, sums of places, fields, rows."""
    done = subprocess.run([python, "-c", READER, *sources(path)], capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{path}: GDAL does not read it: {done.stderr}")
        return {}
    answer = json.loads(done.stdout)
    for message in answer["messages"]:
        fail(f"{path}: GDAL says: {message}")
    layers = {}
    for found in answer["files"].values():
        layers.update(found["layers"])
    return layers


def compare(name, layers, wanted):
    """The same features at the same places as in the GeoPackage."""
    if set(layers) != set(wanted):
        fail(f"{name}: layers {sorted(layers)}, the GeoPackage has {sorted(wanted)}")
    for layer in set(layers) & set(wanted):
        here, there = layers[layer], wanted[layer]
        if here["count"] != there["count"]:
            fail(f"{name}: {layer} has {here['count']} features, the GeoPackage {there['count']}")
        # Text has nine decimals: a tenth of a millimetre.
        if abs(here["area"] - there["area"]) > 1e-3 * max(there["area"], 0.1):
            fail(f"{name}: {layer} covers {here['area']} m2, in the GeoPackage {there['area']}")
        for axis in "xy":
            if abs(here[axis] - there[axis]) > 1e-8 * max(1, there["count"]):
                fail(f"{name}: {layer} lies elsewhere than in the GeoPackage")
        names = [field.lower() for field in here["fields"]]
        if len(set(names)) != len(names):
            fail(f"{name}: {layer} has fields of one name: {names}")
        if layer == "sweep" and not any(PEOPLE[5] in row.values() for row in here["rows"]):
            fail(f"{name}: Arabic did not survive")


# -- what stands in the bytes ------------------------------------------------------------------------------------

def members(path):
    """Every file of an export with its bytes, archives as such and unpacked, comments too."""
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            yield from members(os.path.join(path, name))
        return
    with open(path, "rb") as file:
        content = file.read()
    yield os.path.basename(path), content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield os.path.basename(path) + ": comment", archive.comment
            for name in archive.namelist():
                yield f"{os.path.basename(path)}: {name}", archive.read(name)


class Secrets:
    """Places nobody may learn, in degrees and in the CRS of the maps, and how to tell that a pair is near one."""

    def __init__(self, places, metres):
        self.kinds = [
            ("degrees", places, NEAR_METRES / 111320, lambda y: NEAR_METRES / (111320 * math.cos(math.radians(y)))),
            ("metres", metres, NEAR_METRES, lambda y: NEAR_METRES)]

    def near(self, x, y):
        for _, places, reach, across in self.kinds:
            for east, north in places:
                wide = across(north)
                if abs(x - east) < wide and abs(y - north) < reach:
                    if ((x - east) / wide) ** 2 + ((y - north) / reach) ** 2 < 1:
                        return True
        return False

    def ranges(self):
        """For each kind the range of x and that of y."""
        for _, places, reach, across in self.kinds:
            wide = max(across(place[1]) for place in places)
            yield ((min(p[0] for p in places) - wide, max(p[0] for p in places) + wide),
                   (min(p[1] for p in places) - reach, max(p[1] for p in places) + reach))


NUMBER = re.compile(rb"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def text_hits(content, secrets):
    """Numbers that follow one another, either way round, also as a box (x, x, y, y)."""
    numbers = []
    for match in NUMBER.finditer(content):
        try:
            numbers.append(float(match.group()))
        except (ValueError, OverflowError):
            numbers.append(math.nan)
    for index, x in enumerate(numbers):
        for y in numbers[index + 1:index + 4]:
            if secrets.near(x, y) or secrets.near(y, x):
                return True
    return False


def binary_hits(content, secrets):
    """Doubles, floats, and whole numbers of a part of a degree or metre, in both byte orders."""
    found = set()
    forms = [("double", "d", 8, 1.0), ("float", "f", 4, 1.0)]
    forms += [(f"integer of {step}", "i", 4, step) for step in (1e-7, 1e-6, 1e-5, 1e-3, 1e-2)]
    forms += [(f"long of {step}", "q", 8, step) for step in (1e-9, 1e-8, 1e-7, 1e-6, 1e-3)]
    for name, code, size, step in forms:
        for order in "<>":
            for start in range(size):
                count = (len(content) - start) // size
                if count < 1:
                    continue
                values = struct.unpack_from(f"{order}{count}{code}", content, start)
                for (low, high), (bottom, top) in secrets.ranges():
                    low_, high_, bottom_, top_ = low / step, high / step, bottom / step, top / step
                    for index, value in enumerate(values):
                        if not low_ <= value <= high_:
                            continue
                        for other in values[max(0, index - 3):index + 4]:
                            if bottom_ <= other <= top_ and secrets.near(value * step, other * step):
                                found.add(name)
    return found


def word_hits(content, words):
    found = set()
    folded = content.decode("utf-8", "ignore").casefold()
    wide = [content.decode(kind, "ignore").casefold() for kind in ("utf-16-le", "utf-16-be")]
    for word in words:
        if any(word.casefold() in text for text in [folded, *wide]):
            found.add(word)
    return found


def check_search(secrets):
    """The search finds a place in every way it is meant to find it, and nothing in noise."""
    for _, places, reach, _ in secrets.kinds:
        x, y = places[0][0], places[0][1] + 0.9 * reach
        for decimals in range(5 if reach < 1 else 0, 12):
            for words in (f"{x:.{decimals}f},{y:.{decimals}f}", f"lat={y:.{decimals}f} lon={x:.{decimals}f}",
                          f"[{x:.{decimals}f}, {x:.{decimals}f}, {y:.{decimals}f}, {y:.{decimals}f}]"):
                if not text_hits(words.encode(), secrets):
                    fail(f"the search does not see {words}")
        for name, code, step in [("double", "d", 1), ("integer of 1e-07", "i", 1e-7), ("long of 1e-09", "q", 1e-9),
                                 ("integer of 0.01", "i", 0.01)]:
            values = [x / step, y / step] if code == "d" else [round(x / step), round(y / step)]
            if code == "i" and max(values) >= 2 ** 31:
                continue
            for order in "<>":
                for pad in range(9):
                    if reach < 1 and step == 0.01:
                        continue
                    data = b"\x5a" * pad + struct.pack(f"{order}2{code}", *values) + b"\x5a" * 3
                    if name not in binary_hits(data, secrets):
                        fail(f"the search does not see a {name}, {order}, after {pad} bytes")
    noise = bytes(range(256)) * 40
    if text_hits(b"20.1 31.9 7 8 32.0 20.3", secrets) or binary_hits(noise, secrets):
        fail("the search sees places in noise")


def search(path, secrets, words):
    """What an export tells: how it writes places it should not, and which words."""
    places, said = set(), set()
    for name, content in members(path):
        said |= word_hits(content, words)
        # Packed bytes are noise; what they hold is searched unpacked.
        if zipfile.is_zipfile(io.BytesIO(content)) or name.endswith(".png"):
            continue
        if text_hits(content, secrets):
            places.add("text")
        places |= binary_hits(content, secrets)
    return places, said


# -- formats on their own ----------------------------------------------------------------------------------------

def check_styles(name, path):
    """Styles are whole XML and ask for columns that are there."""
    content = dict(members(path))
    tables = {}
    count = 0
    for member, data in content.items():
        if member.endswith(".csv") and not member.endswith("x.csv"):
            tables[stem(member)] = data.decode("utf-8-sig").split("\r\n")[0].split(",")
        if member.endswith(".dbf"):
            tables[stem(member)] = [data[start:start + 11].split(b"\0")[0].decode()
                                    for start in range(32, struct.unpack_from("<H", data, 8)[0] - 1, 32)]
    for member, data in content.items():
        if not member.endswith((".sld", ".qml")):
            continue
        root = ElementTree.fromstring(data)
        count += 1
        columns = tables.get(stem(member))
        if columns is None:
            continue
        asked = {node.text for node in root.iter("{http://www.opengis.net/ogc}PropertyName")}
        asked |= {node.get("field") for node in root.iter("alias")} - {"fid"}
        if asked - set(columns) or not asked and member.endswith(".qml"):
            fail(f"{name}: {member} asks for {sorted(asked - set(columns))}, the table has {columns}")
    if count == 0:
        fail(f"{name}: there are no styles")
    return count


def stem(member):
    return member.split(": ")[-1].rsplit(".", 1)[0].removesuffix("-ar")


def check_kml(name, path):
    names = {member.split(": ")[-1] for member, _ in members(path)}
    texts = [data for member, data in members(path) if member.endswith(".kml")]
    root = ElementTree.fromstring(texts[0])
    space = "{http://www.opengis.net/kml/2.2}"
    ids = [node.get("id") for node in root.iter(space + "Style")]
    urls = {node.text for node in root.iter(space + "styleUrl")}
    links = {node.text for node in root.iter(space + "href")}
    if len(set(ids)) != len(ids) or urls - {"#" + one for one in ids}:
        fail(f"{name}: styles {ids} are not those asked for, {urls}")
    if links - names or re.search(rb"https?://(?!www\.opengis\.net/kml/2\.2)", texts[0]):
        fail(f"{name}: something is to be fetched: {links - names}")
    if name.endswith(".kmz") and not links:
        fail(f"{name}: there are no symbols")


def check_geojson(name, path):
    with open(path) as file:
        text = json.load(file)
    if "crs" in text or len(text.get("bbox", [])) != 4:
        fail(f"{name}: a crs, or no bbox")
    for feature in text["features"]:
        shape = feature["geometry"]
        if shape["type"] == "Polygon":
            for index, ring in enumerate(shape["coordinates"]):
                twice = sum((a[0] - ring[0][0]) * (b[1] - ring[0][1]) - (b[0] - ring[0][0]) * (a[1] - ring[0][1])
                            for a, b in zip(ring, ring[1:]))
                if ring[0] != ring[-1] or (twice > 0) != (index == 0):
                    fail(f"{name}: a ring is open or wound the wrong way")


def check_csv(path):
    for name, content in members(path):
        if not name.endswith(".csv"):
            continue
        if not content.startswith(b"\xef\xbb\xbf"):
            fail(f"{name}: no byte order mark")
        if b"'=2+3" not in content and name.endswith(("sweep.csv", "x.csv")):
            fail(f"{name}: a formula is not made safe")


def stamped(path, layers):
    """The stamp stands in the export, and in every feature."""
    if not any(STAMP.encode() in content for _, content in members(path)):
        fail(f"{path}: no stamp")
    for layer, found in layers.items():
        if found["count"] and not all(row.get("stamp") == STAMP for row in found["rows"]):
            fail(f"{path}: {layer} has features without a stamp")


def digest(path):
    total = hashlib.sha256()
    for name, content in members(path):
        total.update(name.encode() + b"\0" + content)
    return total.hexdigest()


# -- all of it ---------------------------------------------------------------------------------------------------

def export(survey, folder, name, *more):
    path = os.path.join(folder, name)
    survey.run("export", survey.folder, "--out", path, *more)
    return path


def check_restricted(survey, python, folder):
    made = {name: export(survey, folder, name) for name in FORMATS}
    package.validate(made["x.gpkg"], "the restricted export")
    wanted = read(python, made["x.gpkg"])
    for layer in ["road", "segment", "sweep", "alarm", "find", "report", "seed", "gap"]:
        if not wanted.get(layer, {}).get("count"):
            fail(f"x.gpkg: there is no {layer}")
    styles = 0
    for name, path in made.items():
        layers = read(python, path)
        compare(name, layers, wanted)
        stamped(path, layers)
        if name in ("x.zip", "x.csv.zip", "tables"):
            styles += check_styles(name, path)
    for name in ("x.kml", "x.kmz"):
        check_kml(name, made[name])
    check_geojson("x.geojson", made["x.geojson"])
    for name in ("x.csv", "x.csv.zip", "tables"):
        check_csv(made[name])
    styles += check_styles("x-styles.zip", os.path.join(folder, "x-styles.zip"))
    for ending in (".gpkg", ".zip"):
        moved = export(survey, folder, "utm" + ending, "--crs", "EPSG:32634")
        compare("utm" + ending, read(python, moved), wanted)
        made["utm" + ending] = moved
    # The account of coverage and the gaps are the same ground.
    for row in wanted["segment"]["rows"]:
        gaps = sum(float(gap["area_m2"]) for gap in wanted["gap"]["rows"] if gap["segment"] == row["id"])
        # A strip whose place is uncertain is a little wider than what is covered of it, hence the tolerance.
        open_share = 100 - float(row["coverage_percent"])
        if abs(gaps - open_share / 100 * float(row["area_m2"])) > 0.02:
            fail(f"{row['id']}: gaps of {gaps} m2, {open_share} % of {row['area_m2']} m2 are open")
    print(f"restricted: {len(made)} exports of {sum(v['count'] for v in wanted.values())} features read alike, "
          f"{styles} styles well-formed and for columns that are there (no schema of SLD is packaged to check by)")
    return made, wanted


def check_public(survey, python, folder, made, wanted):
    """The public exports tell no place within 50 m of what is not cleared and no name; the restricted ones do."""
    public = {name: export(survey, folder, name, "--public") for name in FORMATS}
    for ending in (".gpkg", ".zip"):
        public["utm" + ending] = export(survey, folder, "utm" + ending, "--public", "--crs", "EPSG:32634")
    package.validate(public["x.gpkg"], "the public export")
    released = {"S1"}
    hidden = [(row, layer) for layer in ("alarm", "find", "seed") for row in wanted[layer]["rows"]
              if not (layer == "alarm" and row["segment"] in released and row["state"] == "closed")]
    done = subprocess.run(
        [python, "-c", PLACES, made["x.gpkg"], made["utm.gpkg"], json.dumps(sorted(released))],
        capture_output=True, text=True)
    places = json.loads(done.stdout)
    secrets = Secrets(places["degrees"], places["metres"])
    if len(places["degrees"]) != len(hidden) or len(hidden) < 8:
        fail(f"{len(places['degrees'])} places to hide, {len(hidden)} rows")
    check_search(secrets)
    words = PEOPLE + WORDS + [row["id"] for row in wanted["alarm"]["rows"]] + ["open-ground", "next-ground", "SIDE"]
    for name, path in public.items():
        told, said = search(path, secrets, words)
        if told or said:
            fail(f"public {name} tells places as {sorted(told)} and {sorted(said)}")
        whole, spoken = search(made[name], secrets, words)
        wanted_form = "double" if name.endswith((".gpkg", ".zip")) and ".csv" not in name else "text"
        if wanted_form not in whole or len(spoken) < 6:
            fail(f"the search is blind: in the restricted {name} it finds {sorted(whole)} and {sorted(spoken)}")
        layers = read(python, path)
        shown = {layer: found["count"] for layer, found in layers.items()}
        if shown != {"road": 1, "segment": 1}:
            fail(f"public {name}: {shown}")
        if layers and layers["segment"]["rows"][0]["id"] != "S1":
            fail(f"public {name}: S1 is not what is shown")
        stamped(path, layers)
    # Styles beside the files, and auxiliary files nobody asked for.
    for name in sorted(set(os.listdir(folder)) - set(public)):
        told, said = search(os.path.join(folder, name), secrets, words)
        if name != "x-styles.zip" or told or said:
            fail(f"{name} stands beside the public exports and tells {told} {said}")
    # Nothing public goes where restricted tables lie.
    done = survey.run("export", survey.folder, "--out", made["tables"], "--public", check=False)
    if done.returncode != 1 or "which is not of this export" not in done.stderr:
        fail(f"public tables into a restricted folder: {done.returncode} {done.stderr}")
    print(f"public: {len(public)} exports tell none of {len(hidden)} places within {NEAR_METRES:.0f} m, nor of "
          f"{len(words)} names, in text, doubles, floats and whole numbers; the restricted ones do")


PLACES = r'''
import json, sys
from osgeo import ogr
released = json.loads(sys.argv[3])
answer = {}
for key, path in (("degrees", sys.argv[1]), ("metres", sys.argv[2])):
    data = ogr.Open(path)
    places = []
    for name in ("alarm", "find", "seed"):
        for feature in data.GetLayerByName(name):
            if name == "alarm" and feature["segment"] in released and feature["state"] == "closed":
                continue
            places.append(feature.GetGeometryRef().GetPoint_2D())
    answer[key] = places
print(json.dumps(answer))
'''


def check_faults(survey, folder, made):
    """The same bytes again; a driver that is missing is a sentence and no file."""
    before = {name: digest(path) for name, path in made.items()}
    again = os.path.join(folder, "again")
    os.mkdir(again)
    for name in FORMATS:
        environment = dict(os.environ, TZ="Asia/Tokyo", LC_ALL="ar_LY.UTF-8")
        path = os.path.join(again, name)
        subprocess.run([survey.tool, "export", survey.folder, "--out", path], env=environment,
                       capture_output=True, check=True)
        if digest(path) != before[name]:
            fail(f"{name}: not the same bytes again")
    for name, driver in [("a.gpkg", "GPKG"), ("a.geojson", "GeoJSON"), ("a.zip", "ESRI Shapefile")]:
        path = os.path.join(again, name)
        done = subprocess.run([survey.tool, "export", survey.folder, "--out", path], capture_output=True, text=True,
                              env=dict(os.environ, GDAL_SKIP=driver, OGR_SKIP=driver))
        if done.returncode != 1 or f"GDAL was built without {driver}" not in done.stderr or os.path.exists(path):
            fail(f"without {driver}: {done.returncode} {done.stderr}")
    left = [name for name in os.listdir(again) if name.startswith(".")]
    if left:
        fail(f"left over: {left}")
    print("faults: the same bytes again, a missing driver is told and leaves nothing")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool")
    parser.add_argument("--keep", help="leave the exports in this folder")
    options = parser.parse_args()
    python = package.python_with_gdal()
    if not python:
        print("exports: SKIPPED, GDAL's Python module is not installed")
        return
    scratch = tempfile.mkdtemp()
    try:
        survey = make(os.path.abspath(options.tool), scratch)
        folders = [os.path.join(scratch, name) for name in ("restricted", "public")]
        for folder in folders:
            os.mkdir(folder)
        made, wanted = check_restricted(survey, python, folders[0])
        check_public(survey, python, folders[1], made, wanted)
        check_faults(survey, folders[0], made)
        record.check_sound(survey, "the record after its exports")
        if options.keep:
            for folder in folders:
                shutil.copytree(folder, os.path.join(options.keep, os.path.basename(folder)))
    finally:
        record.remove(scratch)
    failures.extend(record.failures + package.failures)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
