#!/usr/bin/env python3
"""Places in the frame of a lane by pyproj: the text of the literal in LaneFrameTable.swift of the tests.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pyproj==3.7.2
    /tmp/venv/bin/python Benchmarks/peers/lane_frame.py

The lane coordinates come from distance and bearing in the plane of the CRS, not from the vectors that
ClearRoad uses: x = d cos(b - h), y = -d sin(b - h) with bearings clockwise from grid north.
"""
import math
import random

from pyproj import Transformer

CRS = ["EPSG:32633", "EPSG:32634", "EPSG:32635"]
PLACES = [(20.07, 32.12), (22.64, 32.77), (23.96, 32.08), (20.22, 30.76)]
LISTS = ["EPSG:4326"] + CRS


def transformer(source, target):
    return Transformer.from_crs(source, target, always_xy=True)


def middle(crs):
    return (int(crs[-2:]) - 31) * 6 + 3


def main():
    random.seed(7)
    print("frame_crs,start_e,start_n,end_e,end_n,list_crs,list_x,list_y,x_m,y_m")
    rows = 0
    while rows < 60:
        frame, listed = random.choice(CRS), random.choice(LISTS)
        longitude, latitude = random.choice(PLACES)
        # At most two degrees outside the zones that are asked.
        if any(abs(longitude - middle(crs)) > 4.9 for crs in (frame, listed) if crs != "EPSG:4326"):
            continue
        rows += 1
        east, north = (round(v, 3) for v in transformer("EPSG:4326", frame).transform(longitude, latitude))
        heading = random.uniform(-180, 180)
        end = [round(east + 12 * math.sin(math.radians(heading)), 3),
               round(north + 12 * math.cos(math.radians(heading)), 3)]
        point = (east + random.uniform(-15, 15), north + random.uniform(-15, 15))
        x, y = (round(v, 11 if listed == "EPSG:4326" else 5) for v in transformer(frame, listed).transform(*point))
        back = transformer(listed, frame).transform(x, y)
        lane = math.atan2(end[0] - east, end[1] - north)
        bearing = math.atan2(back[0] - east, back[1] - north)
        distance = math.hypot(back[0] - east, back[1] - north)
        print(f"{frame},{east:.3f},{north:.3f},{end[0]:.3f},{end[1]:.3f},{listed},{x!r},{y!r},"
              f"{distance * math.cos(bearing - lane):.6f},{-distance * math.sin(bearing - lane):.6f}")


main()
