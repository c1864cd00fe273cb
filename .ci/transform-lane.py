"""Writes a simulated lane as it is, with its traces reversed, and with amplitudes times 0.01."""
import struct
import sys

source, folder = sys.argv[1:3]
data = open(source, "rb").read()
samples = struct.unpack(">h", data[3220:3222])[0]
size = 240 + 4 * samples
records = [data[at:at + size] for at in range(3600, len(data), size)]
channels = {}
for record in records:
    channels.setdefault(record[188:192], []).append(record)


def write(name, changed):
    with open("%s/%s.sgy" % (folder, name), "wb") as out:
        out.write(data[:3600] + b"".join(changed))


def faint(record):
    values = struct.unpack(">%df" % samples, record[240:])
    return record[:240] + struct.pack(">%df" % samples, *(0.01 * value for value in values))


write("same", records)
write("mirrored", [head[:240] + body[240:] for lane in channels.values() for head, body in zip(lane, reversed(lane))])
write("faint", [faint(record) for record in records])
