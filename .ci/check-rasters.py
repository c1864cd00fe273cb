#!/usr/bin/env python3
"""Rasters say nothing better than the record: read back by other programs, at every overview, after kills.

Usage: check-rasters.py CLEARROAD [--kills N]
Needs GDAL's Python module. With the peers (Benchmarks/peers/setup) also rio-cogeo validates every raster,
rasterio and shapely read them, and GeographicLib measures lengths and areas.
"""
import argparse
import glob
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
PEERS = os.environ.get("CLEARROAD_PEERS",
                       os.path.join(HERE, "..", "Benchmarks", "peers", "venv", "bin", "python"))
LAYERS = ["status", "coverage", "detectability", "alarm-density"]
RELEASED_OR_SWEPT = (10, 20, 30, 40)
# What a layer calls nothing, and whether larger is worse.
NODATA = {"status": (0, True), "coverage": (255, False), "detectability": (255, False),
          "alarm-density": (0, True)}
failures = []


def fail(text):
    failures.append(text)
    print("error:", text, file=sys.stderr)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def make_survey(tool, scratch):
    """One segment released on a sweep, one swept in part across a kilometre post, two never swept."""
    record = importlib.import_module("check-record")
    survey = record.Survey(tool, os.path.join(scratch, "survey"))
    survey.make(scratch)
    lane = os.path.join(scratch, "lane", "lane.sgy")
    for name, start, end in [("S2", "0+998", "1+004"), ("S3", "1+100", "1+120")]:
        survey.run("segment", "add", survey.folder, "--id", name, "--road", "CR", "--from", start, "--to",
                   end, "--band", "right-verge", "--depth-cm", "15", "--by", "Salem")
    survey.run("segment", "add", survey.folder, "--id", "S4", "--road", "CR", "--from", "0+200", "--to",
               "0+950", "--band", "carriageway", "--depth-cm", "15", "--by", "Salem")
    copy = os.path.join(scratch, "second.sgy")
    with open(lane, "rb") as source, open(copy, "wb") as target:
        data = bytearray(source.read())
        data[-1] ^= 1  # another sweep, as the record keeps each once
        target.write(data)
    if os.path.exists(lane + ".sweep.json"):
        sys.exit("the lane has a sidecar")
    survey.run("sweep", "add", survey.folder, copy, "--segment", "S2", "--start", "0+997", "--offset",
               "-7.95", "--direction", "up", "--operator", "Mona", "--by", "Salem")
    survey.run("day", survey.folder, "--by", "Salem")
    alarms = json.loads(survey.run("alarm", "list", survey.folder, "--json").stdout)["alarms"]
    mine = [alarm for alarm in alarms if alarm["chainageMetres"] < 500]
    paper = os.path.join(scratch, "digs.csv")
    record.sheet(paper, mine)
    survey.run("alarm", "import", survey.folder, paper, "--by", "Yusuf")
    done = survey.run("release", "request", survey.folder, "S1", "--product", "reduced", "--note", "swept",
                      "--by", "Salem", "--json", check=False)
    answer = json.loads(done.stdout)
    if not answer["granted"]:
        sys.exit(f"no report to approve: {done.stdout}")
    survey.run("release", "approve", survey.folder, answer["report"], "--by", "Huda")
    return survey


def draw(tool, survey, out):
    """Every layer, as one raster, as tiles and as a strip."""
    for layer in LAYERS:
        for command in [
                ["--out", f"{out}/{layer}.tif", "--pixel", "0.1"],
                ["--out", f"{out}/{layer}-fine.tif", "--segment", "S2"],
                ["--out", f"{out}/{layer}-strip.tif", "--strip", "--pixel", "0.1"],
                ["--tiles", out, "--pixel", "0.05"]]:
            code, _, errors = run(tool, "map", survey, "--layer", layer, *command)
            if code != 0:
                fail(f"map {layer} {command}: {code}: {errors}")
    for kind, command in [(".tif", ["--pixel", "0.1"]), ("-fine.tif", ["--segment", "S2"])]:
        path = f"{out}/depth-slice{kind}"
        code, _, errors = run(tool, "map", survey, "--layer", "depth-slice", "--out", path, *command)
        if code != 0:
            fail(f"map depth-slice {command}: {code}: {errors}")
    none = f"{out}/none.tif"
    for command in [
            ["residual-risk", "--out", none], ["depth-slice", "--out", none, "--segment", "S3"],
            ["depth-slice", "--out", none, "--strip"], ["depth-slice", "--tiles", out]]:
        code, _, errors = run(tool, "map", survey, "--layer", *command)
        if code != 1 or "no map is written" not in errors or os.path.exists(none):
            fail(f"{command} is not refused: {code}: {errors}")


def levels(path):
    """The bands of a raster at full resolution and at each overview."""
    from osgeo import gdal
    data = gdal.Open(path)
    bands = [data.GetRasterBand(number + 1) for number in range(data.RasterCount)]
    result = [[band.ReadAsArray() for band in bands]]
    for level in range(bands[0].GetOverviewCount()):
        result.append([band.GetOverview(level).ReadAsArray() for band in bands])
    return result


def mosaic_levels(path):
    """The same of a VRT, which lists its coarse overviews only and takes the others from its tiles."""
    from osgeo import gdal
    data = gdal.Open(path)
    side = max(data.RasterXSize, data.RasterYSize)
    factors = [1] + [2 ** k for k in range(1, 20) if side >> (k - 1) > 256]
    result = []
    for factor in factors:
        size = (-(-data.RasterXSize // factor), -(-data.RasterYSize // factor))
        result.append([data.GetRasterBand(number + 1).ReadAsArray(buf_xsize=size[0], buf_ysize=size[1])
                       for number in range(data.RasterCount)])
    return result


def halved(pixels, nodata, larger):
    import numpy
    high, wide = pixels.shape
    padded = numpy.full((high + high % 2, wide + wide % 2), nodata, pixels.dtype)
    padded[:high, :wide] = pixels
    four = padded.reshape(padded.shape[0] // 2, 2, padded.shape[1] // 2, 2)
    return four.max(axis=(1, 3)) if larger else four.min(axis=(1, 3))


def check_overviews(name, layer, found):
    """Each overview is the worst of the four pixels below, so nodata only where all of them are."""
    import numpy
    nodata, larger = NODATA[layer]
    for below, above in zip(found, found[1:]):
        for one, other in zip(below, above):
            expected = halved(one, nodata, larger)
            if expected.shape != other.shape or not numpy.array_equal(expected, other):
                wrong = "" if expected.shape != other.shape else int((expected != other).sum())
                fail(f"{name}: an overview of {other.shape} is not the worst of what is below: {wrong}")


def check_pair(name, status, coverage):
    """No pixel is released or swept where the class required was not covered, at any level."""
    import numpy
    if len(status) != len(coverage) or status[0][0].shape != coverage[0][0].shape:
        return fail(f"{name}: status and coverage are not of one frame")
    seen = 0
    for level, (one, other) in enumerate(zip(status, coverage)):
        bad = numpy.isin(one[0], RELEASED_OR_SWEPT) & (other[0] == 0)
        if bad.any():
            fail(f"{name}, level {level}: {int(bad.sum())} pixels look good and were not covered")
        seen += int(numpy.isin(one[0], RELEASED_OR_SWEPT).sum())
    return seen


def check_rasters(out):
    good = rasters = 0
    for kind in [".tif", "-fine.tif", "-strip.tif"]:
        found = {layer: levels(f"{out}/{layer}{kind}") for layer in LAYERS}
        for layer in LAYERS:
            check_overviews(layer + kind, layer, found[layer])
            rasters += 1
        good += check_pair(kind, found["status"], found["coverage"]) or 0
    for status in sorted(glob.glob(f"{out}/status/*.tif")):
        found = {layer: levels(status.replace("/status/", f"/{layer}/")) for layer in LAYERS}
        for layer in LAYERS:
            check_overviews(status, layer, found[layer])
            rasters += 1
        good += check_pair(status, found["status"], found["coverage"]) or 0
    for status in sorted(glob.glob(f"{out}/status/*.vrt")):
        coverage = status.replace("status", "coverage")
        pair = [mosaic_levels(path) for path in (status, coverage)]
        check_overviews(status, "status", pair[0])
        check_overviews(coverage, "coverage", pair[1])
        good += check_pair(status, *pair) or 0
        rasters += 2
    if good == 0:
        fail("no pixel is released or swept: nothing was checked")
    print(f"rasters: {rasters} with overviews that keep the worst; {good} good pixels, all covered")


def check_slices(out):
    """Bands are named, overviews keep the strongest, and nothing has a strength that no sweep measured."""
    import numpy
    from osgeo import gdal
    seen = 0
    for kind in [".tif", "-fine.tif"]:
        path = f"{out}/depth-slice{kind}"
        data = gdal.Open(path)
        bands = [data.GetRasterBand(number + 1) for number in range(data.RasterCount)]
        names = [f"depth {a}-{b} m" for a, b in [("0.05", "0.10"), ("0.10", "0.15"), ("0.15", "0.20"),
                                                 ("0.20", "0.25")]]
        if [band.GetDescription() for band in bands] != names or {band.GetUnitType() for band in bands} != {"dB"}:
            fail(f"{path}: bands {[(band.GetDescription(), band.GetUnitType()) for band in bands]}")
        if any(band.DataType != gdal.GDT_Float32 or not numpy.isnan(band.GetNoDataValue()) for band in bands):
            fail(f"{path}: not Float32 with not-a-number where nothing was measured")
        for word in ["HANDLING", "RECORD_HEAD", "CLAIM", "PERMITTIVITY", "LIMITS", "SWEEPS"]:
            if not data.GetMetadataItem(word):
                fail(f"{path}: no {word}")
        found = levels(path)
        # Not a number is the least of all here.
        lowest = [[numpy.where(numpy.isnan(band), -numpy.inf, band) for band in level] for level in found]
        for below, above in zip(lowest, lowest[1:]):
            for one, other in zip(below, above):
                if not numpy.array_equal(halved(one, -numpy.inf, True), other):
                    fail(f"{path}: an overview of {other.shape} is not the strongest of what is below")
        other = gdal.Open(f"{out}/coverage{kind}")
        coverage = other.ReadAsArray().reshape(other.RasterCount, other.RasterYSize, other.RasterXSize)
        # A stamp's margin lies above or left of the ground, and is not in both.
        mine, theirs = data.GetGeoTransform(), other.GetGeoTransform()
        shift = [(theirs[0] - mine[0]) / mine[1], (theirs[3] - mine[3]) / mine[5]]
        right, down = (round(pixels) for pixels in shift)
        if mine[1] != theirs[1] or max(abs(shift[0] - right), abs(shift[1] - down)) > 1e-6 or min(right, down) < 0:
            fail(f"{path}: not pixel on pixel with coverage: {mine}, {theirs}")
            continue
        found[0] = [band[down:down + other.RasterYSize, right:right + other.RasterXSize] for band in found[0]]
        # Letters and plate of a stamp are no strengths, and 254 is their value among passes.
        ground = [~numpy.isnan(band) & (numpy.abs(band) <= 60) for band in found[0]]
        for name, measured in zip(names, ground):
            outside = measured & (coverage[0] == 255)
            if outside.any():
                fail(f"{path}: {name}: {int(outside.sum())} pixels outside the segments have a strength")
            seen += int(measured.sum())
        passes = (coverage >= 1) & (coverage <= 250)
        missed = passes.any(axis=0) & ~ground[0]
        if missed.any():
            fail(f"{path}: {int(missed.sum())} of {int(passes.any(axis=0).sum())} covered pixels have no strength")
    if seen == 0:
        fail("no pixel of a depth slice has a strength: nothing was checked")
    print(f"depth slices: {seen} strengths, none outside the segments, every covered pixel has one")


def check_cog(out):
    from osgeo_utils.samples import validate_cloud_optimized_geotiff as validator
    files = glob.glob(f"{out}/*.tif") + glob.glob(f"{out}/*/*.tif")
    for path in files:
        warnings, errors, _ = validator.validate(path, full_check=True)
        if errors or warnings:
            fail(f"{path}: {errors} {warnings}")
    print(f"GDAL's validator: {len(files)} cloud-optimised GeoTIFFs")


def check_kills(tool, survey, scratch, kills):
    """A raster never stands beside the table of another one; tiles go on where they stopped."""
    from osgeo import gdal
    path = os.path.join(scratch, "killed.tif")
    layers = ["status", "coverage"]
    def command(layer):
        return [tool, "map", survey, "--layer", layer, "--out", path, "--pixel", "0.1"]
    start = time.monotonic()
    subprocess.run(command("status"), check=True, capture_output=True)
    whole = time.monotonic() - start
    both = neither = 0
    for number in range(kills):
        child = subprocess.Popen(command(layers[number % 2]), stdout=subprocess.DEVNULL)
        # Most of the time goes into reading the record: the files are written at the end.
        time.sleep(whole * random.uniform(0.5, 1.1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        if not os.path.exists(path):
            neither += 1
            continue
        both += 1
        if not os.path.exists(path + ".aux.xml"):
            fail("after a kill a raster has no table")
            continue
        with open(path + ".aux.xml") as file:
            table = file.read()
        gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")
        data = gdal.Open(path)
        own = data.GetRasterBand(1).GetDescription()
        gdal.SetConfigOption("GDAL_PAM_ENABLED", None)
        if f"<Description>{own}</Description>" not in table:
            fail(f"after a kill the raster is of {own}, the table is not")
    first, second = os.path.join(scratch, "t1"), os.path.join(scratch, "t2")
    for folder in (first, second):
        os.mkdir(folder)
    tiles = ["map", survey, "--layer", "status", "--pixel", "0.05", "--tiles"]
    subprocess.run([tool, *tiles, first], check=True, capture_output=True)
    for number in range(max(2, kills // 3)):
        child = subprocess.Popen([tool, *tiles, second], stdout=subprocess.DEVNULL)
        time.sleep(whole * random.uniform(0.3, 1.2))
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run([tool, *tiles, second], check=True, capture_output=True)
    names = sorted(os.listdir(f"{first}/status"))
    if names != sorted(os.listdir(f"{second}/status")):
        fail(f"tiles after kills: {sorted(os.listdir(f'{second}/status'))}, not {names}")
    for name in names:
        with open(f"{first}/status/{name}", "rb") as one, open(f"{second}/status/{name}", "rb") as two:
            if one.read() != two.read():
                fail(f"{name} has other bytes after kills")
    print(f"kills: {both} times a raster with its table, {neither} times none; tiles with the same bytes")


def peers(tool, survey, out):
    """What rio-cogeo, rasterio, shapely and GeographicLib say."""
    import numpy
    import rasterio
    import rasterio.features
    import shapely
    import shapely.geometry
    from geographiclib.geodesic import Geodesic
    from pyproj import Transformer
    from rio_cogeo.cogeo import cog_validate
    files = sorted(glob.glob(f"{out}/*.tif") + glob.glob(f"{out}/*/*.tif"))
    for path in files:
        valid, errors, warnings = cog_validate(path, strict=False, quiet=True)
        if not valid or errors:
            fail(f"rio-cogeo: {path}: {errors} {warnings}")
    print(f"rio-cogeo: {len(files)} cloud-optimised GeoTIFFs")

    pairs = 0
    for status in [f"{out}/status.tif", f"{out}/status-fine.tif", f"{out}/status-strip.tif",
                   *glob.glob(f"{out}/status/*.tif")]:
        coverage = status.replace("status", "coverage")
        with rasterio.open(status) as data:
            count = len(data.overviews(1))
        for level in [None, *range(count)]:
            options = {} if level is None else {"overview_level": level}
            with rasterio.open(status, **options) as one, rasterio.open(coverage, **options) as two:
                bad = numpy.isin(one.read(1), RELEASED_OR_SWEPT) & (two.read(1) == 0)
                if bad.any():
                    fail(f"rasterio: {status}, level {level}: {int(bad.sum())} pixels")
                pairs += 1
    print(f"rasterio: {pairs} levels without a good pixel that was not covered")

    # The GeoPackage has all digits of the corners, which small areas want.
    package = os.path.join(out, "record.gpkg")
    code, _, errors = run(tool, "export", survey, "--out", package)
    if code != 0:
        return fail(f"export: {errors}")

    def layer(name):
        path = f"{out}/{name}.geojson"
        code, _, errors = run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", path, package,
                              name)
        if code != 0:
            fail(f"ogr2ogr: {errors}")
        with open(path) as file:
            return json.load(file)["features"]

    segments = layer("segment")
    if len(segments) != 4:
        fail(f"{len(segments)} segments in the export")
    ellipsoid = Geodesic.WGS84
    measured = 0
    for feature in segments:
        shape = shapely.geometry.shape(feature["geometry"])
        name = feature["properties"]["id"]
        with rasterio.open(f"{out}/status.tif") as data:
            project = Transformer.from_crs(4326, data.crs, always_xy=True).transform
            ground = shapely.transform(
                shape, lambda places: numpy.column_stack(project(places[:, 0], places[:, 1])))
            pixels = data.read(1)
            inside = rasterio.features.geometry_mask(
                [ground.buffer(0.3)], pixels.shape, data.transform, invert=True)
            painted = float(((pixels > 5) & (pixels != 80) & inside).sum()) * data.res[0] ** 2
            alarms = float(((pixels == 80) & inside).sum()) * data.res[0] ** 2
            resolution = data.res[0]
        if abs(painted + alarms - ground.area) > ground.length * resolution + alarms:
            fail(f"shapely: {name} has {ground.area} m2, the raster {painted} + {alarms} m2 of alarms")
        polygon = ellipsoid.Polygon()
        for longitude, latitude in shape.exterior.coords[:-1]:
            polygon.AddPoint(latitude, longitude)
        area = abs(polygon.Compute()[2])
        told = feature["properties"]["area_m2"]
        measured += 1
        if abs(told - area) > 1e-6 * area:
            fail(f"GeographicLib: {name} has {area} m2, told are {told}")
    print(f"shapely: areas of {len(segments)} segments within a pixel along their border; GeographicLib: "
          f"{measured} areas within 1e-6")
    road = layer("road")[0]
    line = road["geometry"]["coordinates"]
    length = sum(ellipsoid.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in zip(line, line[1:]))
    told = road["properties"]["length_m"]
    if abs(told - length) > 1e-6 * length:
        fail(f"GeographicLib: the road has {length} m, told are {told}")
    else:
        print(f"GeographicLib: the road's {told} m within 1e-6")

    # Corners of a tile by cs2cs.
    if not shutil.which("cs2cs"):
        return print("cs2cs: SKIPPED, it is not installed")
    with open(f"{out}/status/tiles.geojson") as file:
        tile = json.load(file)["features"][0]
    corners = tile["geometry"]["coordinates"][0][:4]
    done = subprocess.run(["cs2cs", "-f", "%.6f", "EPSG:4326", tile["properties"]["crs"]], text=True,
                          input="".join(f"{y} {x}\n" for x, y in corners), capture_output=True)
    found = [tuple(map(float, line.split()[:2])) for line in done.stdout.splitlines()]
    with rasterio.open(f"{out}/status/{tile['properties']['file']}") as data:
        box = data.bounds
    wanted = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
    worst = max((abs(a - b) for one, other in zip(found, wanted) for a, b in zip(one, other)), default=9)
    if len(found) != 4 or worst > 1e-3:
        fail(f"cs2cs: corners at {found}, not {wanted}")
    else:
        print(f"cs2cs: the corners of a tile within {worst:.6f} m")


def python_with(modules, pythons):
    for python in pythons:
        if os.path.exists(python) and run(python, "-c", f"import {modules}")[0] == 0:
            return python
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--keep", metavar="FOLDER", help="leave survey and maps in this new folder")
    parser.add_argument("--peers", nargs=2, metavar=("SURVEY", "OUT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    tool = os.path.abspath(given.tool)
    if given.peers:
        peers(tool, *given.peers)
        sys.exit(1 if failures else 0)
    python = python_with("osgeo.gdal, numpy", [sys.executable, "/usr/bin/python3"])
    if not python:
        sys.exit("error: GDAL's Python module is not installed")
    if python != sys.executable:
        os.execv(python, [python, *sys.argv])
    from osgeo import gdal
    gdal.UseExceptions()
    random.seed(8)
    with tempfile.TemporaryDirectory() as temporary:
        scratch = given.keep or temporary
        os.makedirs(scratch, exist_ok=True)
        survey = make_survey(tool, scratch)
        out = os.path.join(scratch, "maps")
        os.mkdir(out)
        draw(tool, survey.folder, out)
        check_rasters(out)
        check_slices(out)
        check_cog(out)
        check_kills(tool, survey.folder, scratch, given.kills)
        with_peers = python_with("rio_cogeo, rasterio, shapely, geographiclib, pyproj", [PEERS])
        if with_peers:
            code, told, errors = run(with_peers, __file__, tool, "--peers", survey.folder, out)
            print(told.strip())
            if code != 0:
                fail(errors.strip())
        else:
            print("rio-cogeo, rasterio, shapely, GeographicLib: SKIPPED, Benchmarks/peers/setup installs them")
        if not given.keep:
            importlib.import_module("check-record").remove(survey.folder)
    if failures:
        sys.exit(f"{len(failures)} checks failed")


main()
