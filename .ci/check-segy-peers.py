"""Compares the SEG-Y that clearroad writes and reads with segyio and ObsPy.

Usage: check-segy-peers.py CLEARROAD [FILE...]
Run it with a Python that has numpy, segyio and obspy. It makes its own files, and takes further
SEG-Y files of radar lanes to write again. Exits with 1 at the first difference.
"""
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import obspy.io.segy.segy as obspy_segy
import segyio

CHANNELS, TRACES, SAMPLES, INTERVAL = 3, 40, 57, 97
KINDS = {1: "f4", 2: "i4", 3: "i2", 5: "f4", 6: "f8", 8: "i1", 9: "i8", 10: "u4", 11: "u2", 12: "u8", 16: "u1"}


def fail(words):
    sys.exit("error: " + words)


def run(tool, *arguments):
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        fail("clearroad %s: %s" % (" ".join(map(str, arguments)), done.stderr.strip()))
    return done.stdout


def values(kind):
    noise = np.random.default_rng(7).standard_normal((CHANNELS * TRACES, SAMPLES)) * 100
    if kind.startswith("u"):
        noise = np.abs(noise)
    return np.clip(noise, -120, 120).astype(kind)


def fill(fields, channel, trace):
    fields.update({
        71: -1000, 109: -3000, 115: SAMPLES, 117: INTERVAL, 181: 20 * trace, 185: 100 * channel - 100,
        189: channel + 1, 193: trace + 1,
    })


def by_segyio(path, code, order):
    """A lane of three channels as segyio writes it; it makes the IBM floats itself."""
    spec = segyio.spec()
    spec.format, spec.samples, spec.tracecount = code, np.arange(SAMPLES), CHANNELS * TRACES
    spec.endian = order
    samples = values(KINDS[code])
    with segyio.create(path, spec) as file:
        file.text[0] = segyio.tools.create_text_header({1: "GPR LINE, INTERVAL IN PICOSECONDS"})
        file.bin.update({3217: INTERVAL, 3221: SAMPLES, 3225: code, 3501: 1})
        for number in range(CHANNELS * TRACES):
            header = {}
            fill(header, number // TRACES, number % TRACES)
            file.header[number] = header
            file.trace[number] = samples[number]
    with segyio.open(path, ignore_geometry=True, endian=order) as file:
        return file.trace.raw[:].astype("f4")


def by_hand(path, code, order):
    """The same lane byte by byte, for the formats segyio does not write."""
    mark = ">" if order == "big" else "<"
    samples = values(KINDS[code]).astype(mark + KINDS[code])
    head = bytearray(b"C 1 GPR LINE, INTERVAL IN PICOSECONDS".ljust(3200)) + bytearray(400)
    for at, value in ((3216, INTERVAL), (3220, SAMPLES), (3224, code)):
        head[at:at + 2] = np.array(value, mark + "i2").tobytes()
    head[3500] = 2
    for number in range(CHANNELS * TRACES):
        fields, header = {}, bytearray(240)
        fill(fields, number // TRACES, number % TRACES)
        for at, value in fields.items():
            kind = "i2" if at < 180 else "i4"
            header[at - 1:at - 1 + int(kind[1])] = np.array(value, mark + kind).tobytes()
        head += header + samples[number].tobytes()
    pathlib.Path(path).write_bytes(head)
    return samples.astype("f4")


def same(one, other, words):
    if one.shape != other.shape:
        fail("%s: shapes %s and %s" % (words, one.shape, other.shape))
    if not np.array_equal(one, other):
        fail("%s: %d samples differ" % (words, np.count_nonzero(one != other)))


def check_written(path, samples, interval, distances, offsets, words):
    """A file clearroad wrote, as both peers read it."""
    with segyio.open(path, ignore_geometry=True) as file:
        same(file.trace.raw[:], samples, words + ", segyio")
        scalar = -1.0 / file.attributes(71)[:]
        seen = {
            "interval": file.attributes(117)[:] * 1e-3, "distances": file.attributes(181)[:] * scalar,
            "offsets": file.attributes(185)[:] * scalar,
        }
        if file.bin[3217] != round(interval * 1e3) or file.bin[3221] != samples.shape[1]:
            fail(words + ": the file header tells segyio otherwise")
    for name, wanted in (("interval", interval), ("distances", distances), ("offsets", offsets)):
        # Whole picoseconds and tenths of millimetres are what the fields hold.
        if not np.allclose(seen[name], wanted, rtol=0, atol=5.1e-4 if name == "interval" else 5.1e-5):
            fail("%s: %s differ in segyio" % (words, name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stream = obspy_segy._read_segy(path, unpack_headers=True)
    same(np.array([trace.data for trace in stream.traces]), samples, words + ", ObsPy")
    for number, trace in enumerate(stream.traces):
        head = trace.header
        scale = -1.0 / head.scalar_to_be_applied_to_all_coordinates
        x = head.x_coordinate_of_ensemble_position_of_this_trace * scale
        y = head.y_coordinate_of_ensemble_position_of_this_trace * scale
        if abs(x - distances[number]) > 5.1e-5 or abs(y - offsets[number]) > 5.1e-5:
            fail("%s: the coordinates of trace %d differ in ObsPy" % (words, number))
        if abs(head.sample_interval_in_ms_for_this_trace * 1e-3 - interval) > 5.1e-4:
            fail(words + ": the interval differs in ObsPy")


def check_made(tool, folder):
    distances = np.tile(np.arange(TRACES) * 0.02, CHANNELS)
    offsets = np.repeat(np.arange(CHANNELS) * 0.1 - 0.1, TRACES)
    for code in KINDS:
        make = by_segyio if code in (1, 2, 3, 5, 8) else by_hand
        for order in ("big", "little"):
            source = str(folder / ("made-%d-%s.sgy" % (code, order)))
            samples = make(source, code, order)
            words = "format %d, %s-endian" % (code, order)
            run(tool, "convert", source, folder / "out.npy")
            same(np.load(folder / "out.npy").reshape(samples.shape), samples, words + ", read")
            written = folder / "out.sgy"
            run(tool, "convert", source, written)
            check_written(str(written), samples, INTERVAL * 1e-3, distances, offsets, words)
            for name in ("out.npy", "out.sgy"):
                (folder / name).unlink()


def check_lane(tool, folder, source):
    told = json.loads(run(tool, "inspect", source, "--json"))
    with segyio.open(source, ignore_geometry=True) as file:
        samples = file.trace.raw[:]
        scale = -1.0 / file.attributes(71)[:]
        distances, offsets = file.attributes(181)[:] * scale, file.attributes(185)[:] * scale
    run(tool, "convert", source, folder / "lane.sgy")
    check_written(
        str(folder / "lane.sgy"), samples, told["sampleIntervalNanoseconds"], distances, offsets, source)
    (folder / "lane.sgy").unlink()


def main():
    if len(sys.argv) < 2:
        fail("usage: check-segy-peers.py CLEARROAD [FILE...]")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_made(sys.argv[1], folder)
        for source in sys.argv[2:]:
            check_lane(sys.argv[1], folder, source)
    print("SEG-Y: segyio %s and ObsPy %s agree on %d formats and %d lanes" % (
        importlib.metadata.version("segyio"), importlib.metadata.version("obspy"), len(KINDS), len(sys.argv) - 2))


main()
