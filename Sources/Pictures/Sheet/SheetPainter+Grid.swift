internal import Glibc
internal import SurveyModel

/// A line of the grid on paper, with what is written at its end.
struct GridLine {
    var ends: [PaperPoint]
    var text: String
    /// Whether it is a line of equal easting, or of equal chainage.
    var isUpright: Bool
}

extension SheetPainter {
    /// Least distance between lines of the grid (mm).
    private static let leastSpacing = 27.0

    /// The smallest step of 1, 2 or 5 times a power of ten that is at least `metres`.
    static func step(atLeast metres: Double) -> Double {
        let power = pow(10, floor(log10(max(metres, 1e-3))))
        return [1.0, 2, 5].first { $0 * power >= metres * (1 - 1e-9) }.map { $0 * power }
            ?? 10 * power
    }

    /// The lines of the grid that cross the map.
    func gridLines(of map: SheetMap, _ view: MapView) -> [GridLine] {
        let box = view.box
        let corners = [
            PaperPoint(x: box.x, y: box.y), PaperPoint(x: box.right, y: box.y),
            PaperPoint(x: box.right, y: box.bottom), PaperPoint(x: box.x, y: box.bottom),
        ].map(view.plane)
        let xs = MetreRange(
            low: corners.map(\.x).min() ?? 0, high: corners.map(\.x).max() ?? 0)
        let ys = MetreRange(
            low: corners.map(\.y).min() ?? 0, high: corners.map(\.y).max() ?? 0)
        let isRoad = map.plane == .straightened
        let alongStep = Self.step(atLeast: Self.leastSpacing * view.alongScale / 1000)
        let acrossStep =
            isRoad
            ? Self.step(atLeast: Self.leastSpacing / 2 * view.acrossScale / 1000) : alongStep
        let upright = Self.values(xs, by: alongStep).compactMap { x in
            Self.clip(
                view.paper(PlanePoint(x: x, y: ys.low)), view.paper(PlanePoint(x: x, y: ys.high)),
                to: box
            ).map {
                GridLine(
                    ends: $0,
                    text: isRoad
                        ? Chainage(metres: x).description
                        : "\(Self.figure(x)) \(map.words.eastNorth.first ?? "")",
                    isUpright: true)
            }
        }
        let level = Self.values(ys, by: acrossStep).compactMap { y in
            Self.clip(
                view.paper(PlanePoint(x: xs.low, y: y)), view.paper(PlanePoint(x: xs.high, y: y)),
                to: box
            ).map { GridLine(ends: $0, text: offset(y, map), isUpright: false) }
        }
        return upright + level
    }

    private func offset(_ y: Double, _ map: SheetMap) -> String {
        guard map.plane == .straightened else {
            return "\(Self.figure(y)) \(map.words.eastNorth.last ?? "")"
        }
        let side = y > 0 ? map.words.sides.first : map.words.sides.last
        return y == 0 ? "0" : "\(Self.figure(abs(y))) \(map.words.metre) \(side ?? "")"
    }

    private static func values(_ range: MetreRange, by step: Double) -> [Double] {
        let first = (range.low / step).rounded(.up)
        let last = (range.high / step).rounded(.down)
        guard first <= last, last - first < 500 else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// A coordinate, to the centimetre where it has a fraction.
    static func figure(_ metres: Double) -> String {
        let rounded = (metres * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15
            ? "\(Int(rounded))" : "\(rounded)"
    }

    /// The part of a line inside a box (Liang and Barsky, 1984).
    static func clip(_ from: PaperPoint, _ to: PaperPoint, to box: PaperBox) -> [PaperPoint]? {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        var (low, high) = (0.0, 1.0)
        for (step, room) in [
            (-dx, from.x - box.x), (dx, box.right - from.x), (-dy, from.y - box.y),
            (dy, box.bottom - from.y),
        ] {
            if step == 0 {
                guard room >= 0 else { return nil }
            } else if step < 0 {
                low = max(low, room / step)
            } else {
                high = min(high, room / step)
            }
        }
        guard low < high else { return nil }
        return [low, high].map { PaperPoint(x: from.x + $0 * dx, y: from.y + $0 * dy) }
    }

    /// Writes what a line of the grid stands for at its ends, the lower or left one first.
    func set(_ line: GridLine, _ view: MapView, _ taken: inout [PaperBox]) throws(PictureError) {
        let style = SheetTextStyle(
            size: 5.5, colour: Colour(red: 0.25, green: 0.25, blue: 0.25), hasRim: true)
        let laid = try SheetText(line.text, room: nil, style, on: canvas)
        let ends = line.ends.sorted { line.isUpright ? $0.y > $1.y : $0.x < $1.x }
        for end in ends {
            let box = view.box.inset(0.6)
            // The text stands beside its line, shifted into the map.
            let room = PaperBox(
                x: (end.x + 0.5).clamped(to: box.x...max(box.x, box.right - laid.width)),
                y: (end.y - laid.height).clamped(
                    to: box.y...max(box.y, box.bottom - laid.height)),
                width: laid.width, height: laid.height)
            guard !taken.contains(where: room.overlaps) else { continue }
            laid.show(x: room.x - laid.indent, y: room.y, style, on: canvas)
            note(line.text, laid, room)
            taken.append(room)
        }
    }
}
