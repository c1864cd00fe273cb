internal import Glibc
internal import SurveyModel

/// Chainage along a road.
extension SheetPainter {
    /// Least distance between ticks (mm).
    private static let leastTicks = 16.0

    /// Draws ticks with their chainage, an arrow that points to where it increases, and the sides in words.
    func mark(
        _ axis: SheetAxis, _ words: SheetMapWords, _ view: MapView, _ taken: inout [PaperBox]
    ) throws(PictureError) {
        let step = Self.step(atLeast: Self.leastTicks * view.alongScale / 1000)
        let ticks = Self.ticks(of: axis, by: step, view)
        for tick in ticks {
            let (dx, dy) = (sin(tick.direction), cos(tick.direction))
            let isKilometre = remainder(tick.metres, 1000) == 0
            let half = isKilometre ? 2.0 : 1.1
            draw(
                [.line(SheetColour(34, 34, 34), width: isKilometre ? 0.4 : 0.25, dashes: [])],
                line: [
                    PaperPoint(x: tick.point.x - dx * half, y: tick.point.y - dy * half),
                    PaperPoint(x: tick.point.x + dx * half, y: tick.point.y + dy * half),
                ])
        }
        try sides(axis, words, view, &taken)
        for tick in ticks {
            let isKilometre = remainder(tick.metres, 1000) == 0
            let style = SheetTextStyle(
                size: isKilometre ? 7.5 : 6, isBold: isKilometre, colour: Self.ink, hasRim: true)
            let text = Chainage(metres: tick.metres).description
            let (dx, dy) = (sin(tick.direction), cos(tick.direction))
            // Beneath the line, then above it.
            for side in [3.2, -3.2] {
                let point = PaperPoint(
                    x: tick.point.x + dx * side, y: tick.point.y + dy * side)
                if try set(
                    text, over: point, along: tick.direction, style, in: view.box, &taken)
                {
                    break
                }
            }
        }
    }

    private struct Tick {
        var metres: Double
        var point: PaperPoint
        /// Direction of the axis on paper (radians, anticlockwise).
        var direction: Double
    }

    private static func ticks(of axis: SheetAxis, by step: Double, _ view: MapView) -> [Tick] {
        var result: [Tick] = []
        for place in axis.points.indices.dropLast() where place + 1 < axis.metres.count {
            let (low, high) = (axis.metres[place], axis.metres[place + 1])
            guard low < high, high - low < 1e7 else { continue }
            let first = view.paper(axis.points[place])
            let second = view.paper(axis.points[place + 1])
            let direction = atan2(first.y - second.y, second.x - first.x)
            let from = (low / step - 1e-9).rounded(.up)
            let to = (high / step + 1e-9).rounded(.down)
            guard from <= to, to - from < 10_000 else { continue }
            for number in stride(from: from, through: to, by: 1) {
                let metres = number * step
                guard result.last.map({ $0.metres < metres - step / 2 }) ?? true else { continue }
                let share = (metres - low) / (high - low)
                let point = PaperPoint(
                    x: first.x + share * (second.x - first.x),
                    y: first.y + share * (second.y - first.y))
                guard view.box.inset(1).contains(point) else { continue }
                result.append(Tick(metres: metres, point: point, direction: direction))
            }
        }
        return result
    }

    /// The words for the sides, on the sides they name, and the arrow between them.
    private func sides(
        _ axis: SheetAxis, _ words: SheetMapWords, _ view: MapView, _ taken: inout [PaperBox]
    ) throws(PictureError) {
        let line = axis.points.map(view.paper)
        let legs = zip(line, line.dropFirst()).compactMap {
            Self.clip($0, $1, to: view.box.inset(2))
        }
        guard let leg = legs.max(by: { Self.length($0) < Self.length($1) }),
            Self.length(leg) > 20
        else { return }
        let direction = atan2(leg[0].y - leg[1].y, leg[1].x - leg[0].x)
        let (ux, uy) = (cos(direction), -sin(direction))
        let style = SheetTextStyle(size: 6.5, isBold: true, colour: Self.ink, hasRim: true)
        for share in [0.16, 0.3, 0.44, 0.58, 0.72, 0.86] {
            let place = PaperPoint(
                x: leg[0].x + share * (leg[1].x - leg[0].x),
                y: leg[0].y + share * (leg[1].y - leg[0].y))
            var trial = taken
            func beside(_ text: String, _ distance: Double) throws(PictureError) -> PaperBox? {
                let laid = try SheetText(text, room: nil, style, on: canvas)
                let width = abs(laid.width * ux) + abs(laid.height * uy)
                let height = abs(laid.width * uy) + abs(laid.height * ux)
                let room = PaperBox(
                    x: place.x + uy * distance - width / 2,
                    y: place.y - ux * distance - height / 2, width: width, height: height)
                guard view.box.inset(0.5).contains(room), !trial.contains(where: room.overlaps)
                else { return nil }
                trial.append(room)
                return room
            }
            let texts = [words.sides.first ?? "", words.sides.last ?? ""]
            let shaft = Self.around(
                [-7, 7].map { PaperPoint(x: place.x + $0 * ux, y: place.y + $0 * uy) }, 1.6)
            guard !taken.contains(where: shaft.overlaps) else { continue }
            guard try beside(texts[0], 4.4) != nil, try beside(texts[1], -4.4) != nil else {
                continue
            }
            for (text, distance) in zip(texts, [4.4, -4.4]) {
                try set(
                    text,
                    over: PaperPoint(x: place.x + uy * distance, y: place.y - ux * distance),
                    along: direction, style, in: view.box, &taken)
            }
            arrow(at: place, ux, uy)
            taken.append(shaft)
            return
        }
    }

    /// The box round points, wider by `margin`.
    private static func around(_ points: [PaperPoint], _ margin: Double) -> PaperBox {
        let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (top, bottom) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        return PaperBox(
            x: left - margin, y: top - margin, width: right - left + 2 * margin,
            height: bottom - top + 2 * margin)
    }

    private func arrow(at place: PaperPoint, _ ux: Double, _ uy: Double) {
        func point(_ along: Double, _ left: Double) -> PaperPoint {
            PaperPoint(
                x: place.x + along * ux + left * uy, y: place.y + along * uy - left * ux)
        }
        let shape = [
            point(-7, 0.35), point(3, 0.35), point(3, 1.4), point(7, 0), point(3, -1.4),
            point(3, -0.35), point(-7, -0.35),
        ]
        draw(
            [
                .fill(SheetColour(34, 34, 34), opacity: 1),
                .line(SheetColour(255, 255, 255), width: 0.2, dashes: []),
            ], rings: [shape])
    }

    private static func length(_ line: [PaperPoint]) -> Double {
        hypot(line[1].x - line[0].x, line[1].y - line[0].y)
    }
}
