"""Places beside winding roads by GeographicLib for Python, as goldens for the module Cartography.

Usage: make.py FOLDER; writes roads.csv and places.csv there. Needs geographiclib from PyPI.
"""
import csv, math, random, sys
from geographiclib.geodesic import Geodesic

WGS84 = Geodesic.WGS84


def road(random_, start, bearing):
    """Vertices of a winding road: legs of 3 to 40 m, curves of 60 m radius and more."""
    lat, lon = start
    vertices, curvature, left = [(lon, lat)], 0.0, 0
    for _ in range(200):
        if left <= 0:
            curvature, left = random_.uniform(-1 / 60, 1 / 60), random_.uniform(40, 300)
        length = random_.uniform(3, 40) if abs(curvature) < 1 / 200 else random_.uniform(3, 12)
        bearing += math.degrees(curvature * length)
        # A road that keeps its general way neither closes a circle nor crosses itself.
        if abs(bearing - 60) > 70:
            curvature, left = -math.copysign(1 / 80, bearing - 60), 60
        there = WGS84.Direct(lat, lon, bearing, length)
        lat, lon, left = there["lat2"], there["lon2"], left - length
        vertices.append((lon, lat))
    return vertices


def legs(vertices):
    """Each leg as (geodesic line, length, chainage at its start)."""
    found, chainage = [], 0.0
    for (lon1, lat1), (lon2, lat2) in zip(vertices, vertices[1:]):
        line = WGS84.InverseLine(lat1, lon1, lat2, lon2)
        found.append((line, line.s13, chainage))
        chainage += line.s13
    return found, chainage


def place(all_legs, chainage, offset):
    """The place at chainage and offset, perpendicular to its leg, left positive."""
    line, length, start = next(leg for leg in reversed(all_legs) if leg[2] <= chainage)
    foot = line.Position(chainage - start)
    there = WGS84.Direct(foot["lat2"], foot["lon2"], foot["azi2"] - 90, offset)
    return there["lon2"], there["lat2"]


def nearest(all_legs, lon, lat):
    """Distance and chainage of the nearest point of the road, by search alone."""
    def distance(line, s):
        p = line.Position(s)
        return WGS84.Inverse(p["lat2"], p["lon2"], lat, lon)["s12"]

    best = (1e9, 0.0)
    for line, length, start in all_legs:
        ends = min(distance(line, 0), distance(line, length))
        if ends > best[0] + length:
            continue
        low, high = 0.0, length
        for _ in range(80):
            one, two = low + (high - low) * 0.382, low + (high - low) * 0.618
            if distance(line, one) < distance(line, two):
                high = two
            else:
                low = one
        for s in (0.0, (low + high) / 2, length):
            best = min(best, (distance(line, s), start + s))
    return best


def main(folder):
    random_ = random.Random(20261130)
    starts = [(32.6, 22.7), (31.2, 20.3), (30.8, 17.99), (32.08, 23.98), (-33.5, 151.0)]
    with open(folder + "/roads.csv", "w", newline="") as roads, \
            open(folder + "/places.csv", "w", newline="") as places:
        road_rows, place_rows = csv.writer(roads, lineterminator="\n"), csv.writer(places, lineterminator="\n")
        road_rows.writerow(["road", "longitude", "latitude"])
        place_rows.writerow(["road", "chainage_m", "offset_m", "longitude", "latitude",
                             "nearest_chainage_m", "nearest_distance_m"])
        for number, start in enumerate(starts):
            vertices = road(random_, start, 60)
            for vertex in vertices:
                road_rows.writerow([number, *map(repr, vertex)])
            all_legs, length = legs(vertices)
            for _ in range(80):
                chainage, offset = random_.uniform(20, length - 20), random_.uniform(-15, 15)
                if any(abs(chainage - leg[2]) < 0.01 for leg in all_legs):
                    continue
                lon, lat = place(all_legs, chainage, offset)
                metres, foot = nearest(all_legs, lon, lat)
                place_rows.writerow([number, repr(chainage), repr(offset), repr(lon), repr(lat),
                                     f"{foot:.6f}", f"{metres:.9f}"])


main(sys.argv[1])
