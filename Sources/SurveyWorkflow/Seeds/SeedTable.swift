internal import Cartography
internal import FileAccess
internal import LandRelease
internal import SurveyModel

/// The table a quality officer writes of the seeds buried in a lot.
struct SeedTable {
    static let needed = ["chainage", "offset", "depth_cm", "model", "class", "size_cm"]
    /// Seeds nearer to each other could not be told apart by their alarms.
    static let leastDistanceMetres = 1.5

    let segment: SegmentAdded
    let line: Centreline

    /// The seeds in the file at `path`, or everything that is wrong with it.
    func read(_ path: String) throws -> (seeds: [BuriedSeed], faults: [SheetFault]) {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(path: path, limit: 1 << 20)
        } catch {
            throw WorkflowError(file: path, error)
        }
        let header = SheetHeader.check(table, needed: Self.needed, known: Self.needed)
        guard header.faults.isEmpty else { return ([], header.faults) }
        var seeds: [(seed: BuriedSeed, line: Int)] = []
        var faults: [SheetFault] = []
        for row in 0..<table.rowCount {
            var cells = SheetRow(table: table, row: row)
            let seed = seed(&cells)
            if let seed {
                for other in seeds where distance(seed, other.seed) < Self.leastDistanceMetres {
                    cells.fault(
                        "chainage", "seeds-too-near",
                        "it lies \(decimal(distance(seed, other.seed), 2)) m from the seed of line "
                            + "\(other.line)", "bury seeds at least 1.5 m from each other")
                }
                seeds.append((seed, cells.line))
            }
            faults += cells.faults
        }
        if table.rowCount == 0 {
            faults.append(
                SheetFault(
                    table.headerLine, "chainage", "missing", "there is no seed",
                    "write one line for each"))
        }
        return (seeds.map(\.seed), faults)
    }

    private func seed(_ cells: inout SheetRow) -> BuriedSeed? {
        let chainage = cells.chainage("chainage")
        let offset = cells.number("offset", isNeeded: true)
        let depth = cells.number("depth_cm", isNeeded: true)
        let size = cells.number("size_cm", isNeeded: true)
        let model = cells.word("model")
        if model.isEmpty { cells.fault("model", "missing", "the model is missing", "name it") }
        let wanted = cells.word("class")
        let itemClass = BuriedSeed.classes.first { $0.lowercased() == wanted.lowercased() }
        if itemClass == nil {
            cells.fault(
                "class", "unknown-word", "\(SheetRow.quoted(wanted)) is no class",
                "write one of " + BuriedSeed.classes.joined(separator: ", "))
        }
        if let chainage, !segment.chainage.contains(chainage) {
            cells.fault(
                "chainage", "off-segment", "it lies off segment \(segment.id)",
                "bury seeds between \(Chainage(metres: segment.chainage.low)) and "
                    + "\(Chainage(metres: segment.chainage.high))")
        }
        if let offset, !segment.offset.contains(offset) {
            cells.fault(
                "offset", "off-segment", "it lies off segment \(segment.id)",
                "bury seeds between \(decimal(segment.offset.low, 2)) and "
                    + "\(decimal(segment.offset.high, 2)) m, positive to the left")
        }
        if let depth, !(depth >= 0 && depth / 100 <= segment.depthMetres + 1e-9) {
            cells.fault(
                "depth_cm", "too-deep",
                "it lies deeper than the \(decimal(segment.depthMetres * 100, 0)) cm the segment is "
                    + "searched to", "bury it less deep")
        }
        if let size, !(1...100).contains(size) {
            cells.fault(
                "size_cm", "range", "a seed is between 1 and 100 cm across", "check the figure")
        }
        guard cells.faults.isEmpty, let chainage, let offset, let depth, let size, let itemClass,
            let place = try? line.geographic(
                of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
        else { return nil }
        return BuriedSeed(
            position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
            geographic: place, depthMetres: depth / 100, model: model, itemClass: itemClass,
            sizeMetres: size / 100)
    }

    private func distance(_ one: BuriedSeed, _ other: BuriedSeed) -> Double {
        let along = one.position.chainageMetres - other.position.chainageMetres
        let across = one.position.offsetMetres - other.position.offsetMetres
        return (along * along + across * across).squareRoot()
    }
}
