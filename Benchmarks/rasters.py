#!/usr/bin/env python3
"""Whole-road benchmark: 460 km at 0.5 m on three bands as tiles of 1 km, in one run beside GDAL.

Usage: rasters.py CLEARROADBENCHMARKS [--kilometres 460] [--keep FOLDER]

GDAL makes the same tiles by what `gdal_rasterize`, `gdalwarp -r max` (every overview from the one below)
and `gdal_translate -of COG` do, in one process, so that it starts once only. The goals: at most 3 times
GDAL's CPU time, and at most 500 MB.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

PYTHONS = ["/usr/bin/python3", sys.executable]


def measured(command):
    """Standard output, CPU time (s) and peak memory (bytes) of a program."""
    with tempfile.TemporaryFile("w+") as output:
        child = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit(f"error: {command[0]} ended with {status}")
        output.seek(0)
        return output.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def peer(tiles, polygons, out):
    """The same tiles by GDAL."""
    from osgeo import gdal
    gdal.UseExceptions()
    gdal.SetConfigOption("GDAL_NUM_THREADS", "1")
    for name in sorted(os.listdir(tiles)):
        if not name.endswith(".tif"):
            continue
        like = gdal.Open(f"{tiles}/{name}")
        west, pixel, _, north, _, _ = like.GetGeoTransform()
        east, south = west + pixel * like.RasterXSize, north - pixel * like.RasterYSize
        levels = like.GetRasterBand(1).GetOverviewCount()
        stem = name[:-4]
        full = gdal.Rasterize(
            f"/vsimem/{stem}.tif", f"{polygons}/{stem}.gpkg", attribute="code", xRes=pixel, yRes=pixel,
            outputBounds=(west, south, east, north), outputType=gdal.GDT_Byte, noData=0, initValues=0,
            creationOptions=["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512"])
        below = full
        for level in range(levels):
            step = pixel * 2 ** (level + 1)
            below = gdal.Warp(
                f"/vsimem/{stem}-{level}.tif", below, xRes=step, yRes=step, resampleAlg="max",
                outputBounds=(west, south, east, north), srcNodata=0, dstNodata=0)
        gdal.Translate(
            f"{out}/{name}", full, format="COG",
            creationOptions=["COMPRESS=DEFLATE", "LEVEL=6", "BLOCKSIZE=512", "RESAMPLING=NEAREST",
                             "SPARSE_OK=YES", "NUM_THREADS=1"])
        full = below = None
        for item in gdal.ReadDir("/vsimem/"):
            gdal.Unlink("/vsimem/" + item)


def project(tiles, polygons):
    """The polygons in the CRS of their tile, which rasterising wants; not timed."""
    from osgeo import gdal
    gdal.UseExceptions()
    for name in sorted(os.listdir(tiles)):
        if not name.endswith(".tif"):
            continue
        stem = name[:-4]
        wkt = gdal.Open(f"{tiles}/{name}").GetProjection()
        gdal.VectorTranslate(f"{polygons}/{stem}.gpkg", f"{polygons}/{stem}.geojson", dstSRS=wkt,
                             format="GPKG")


def compare(tiles, out):
    """Share of pixels on which both agree, of those either painted."""
    from osgeo import gdal
    import numpy
    gdal.UseExceptions()
    same = painted = 0
    for name in sorted(os.listdir(tiles))[::23]:
        if not name.endswith(".tif"):
            continue
        one = gdal.Open(f"{tiles}/{name}").ReadAsArray()
        two = gdal.Open(f"{out}/{name}").ReadAsArray()
        either = (one > 0) | (two > 0)
        painted += int(either.sum())
        same += int((numpy.equal(one, two) & either).sum())
    print(f"same value on {100 * same / max(1, painted):.2f} % of {painted} pixels painted")


def python_with_gdal():
    for python in PYTHONS:
        if os.path.exists(python) and subprocess.run(
                [python, "-c", "import osgeo.gdal"], capture_output=True).returncode == 0:
            return python
    sys.exit("error: GDAL's Python module is not installed")


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--peer":
        return peer(*sys.argv[2:])
    if len(sys.argv) == 4 and sys.argv[1] == "--project":
        return project(*sys.argv[2:])
    if len(sys.argv) == 4 and sys.argv[1] == "--compare":
        return compare(*sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kilometres", type=float, default=460)
    parser.add_argument("--keep")
    given = parser.parse_args()
    python = python_with_gdal()
    work = given.keep or tempfile.mkdtemp()
    folders = {name: os.path.join(work, name) for name in ["tiles", "polygons", "peer"]}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
    length = str(given.kilometres)
    try:
        text, cpu, peak = measured([given.program, "rasters", folders["tiles"], length])
        told = json.loads(text)
        print(f"ClearRoad: {told['tiles']} tiles in {told['zones']} zones, {cpu:.1f} s CPU, "
              f"{peak / 1e6:.0f} MB at most (goal 500: {'met' if peak <= 500e6 else 'NOT met'})")
        subprocess.run([given.program, "raster-polygons", folders["polygons"], length], check=True)
        subprocess.run([python, __file__, "--project", folders["tiles"], folders["polygons"]], check=True)
        _, other, other_peak = measured(
            [python, __file__, "--peer", folders["tiles"], folders["polygons"], folders["peer"]])
        ratio = cpu / other
        print(f"GDAL: {other:.1f} s CPU, {other_peak / 1e6:.0f} MB at most")
        print(f"ratio {ratio:.2f} (goal 3: {'met' if ratio <= 3 else 'NOT met'})")
        subprocess.run([python, __file__, "--compare", folders["tiles"], folders["peer"]])
        _, again, _ = measured([given.program, "rasters", folders["tiles"], length])
        print(f"run again with nothing changed: {again:.1f} s CPU")
    finally:
        if not given.keep:
            shutil.rmtree(work, ignore_errors=True)


main()
