internal import Cartography
internal import FileAccess
internal import SurveyModel

/// The features of a map file as rows.
struct FeatureRows: TrialRows {
    private let file: FeatureFile

    init(_ path: String, layer: String?) throws(TrialFileError) {
        do throws(CartographyError) {
            file = try FeatureFile(path: path, layer: layer)
        } catch {
            throw TrialFileError(path, error)
        }
    }

    var path: String { file.path }
    var columns: [String] { file.fields }
    var rowCount: Int { file.features.count }
    var hasShapes: Bool { true }
    var crs: FeatureFile.CRS { file.crs }

    var headerPlace: TrialFileError.Place? { nil }

    func place(ofRow row: Int) -> TrialFileError.Place { .feature(row + 1) }

    func text(row: Int, column: Int) -> String {
        switch file.features[row].values[column] {
        case .none: ""
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .text(let text): text
        }
    }

    func number(row: Int, column: Int) throws(TrialFileError) -> Double? {
        switch file.features[row].values[column] {
        case .none: return nil
        case .integer(let number): return Double(number)
        case .real(let number) where number.isFinite: return number
        case .text(let text) where text.allSatisfy { $0 == " " }: return nil
        case .text(let text):
            if let number = TextNumber.parse(text) { return number }
            throw notANumber(text, row, column)
        case .real(let number): throw notANumber("\(number)", row, column)
        }
    }

    func coordinates(ofRow row: Int) throws(TrialFileError) -> (Double, Double) {
        switch file.features[row].shape {
        case .point(let point): return (point.x, point.y)
        case .none:
            throw TrialFileError(path, at: place(ofRow: row), "the feature has no place")
        case .polygons:
            throw TrialFileError(
                path, at: place(ofRow: row), "the feature is a polygon, a point is needed")
        case .other(let name):
            throw TrialFileError(
                path, at: place(ofRow: row), "the feature is a \(name), a point is needed")
        }
    }

    private func notANumber(_ text: String, _ row: Int, _ column: Int) -> TrialFileError {
        error(row: row, column: column, "`\(text.prefix(40))` is not a decimal number")
    }
}

/// Rows of a file, by what it holds.
enum TrialRowsFile {
    /// The rows of a map file or a CSV table; `layer` may be said of map files alone.
    static func open(_ path: String, layer: String?) throws(TrialFileError) -> any TrialRows {
        if try isMapFile(path) { return try FeatureRows(path, layer: layer) }
        guard layer == nil else {
            throw TrialFileError(path, "a table of text has no layers, one was named")
        }
        return try CSVRows(path)
    }

    private static func isMapFile(_ path: String) throws(TrialFileError) -> Bool {
        do throws(FileError) {
            let file = try RegularFile(path: path)
            return FeatureFile.recognises(try file.bytes(at: 0, count: min(512, file.byteCount)))
        } catch {
            throw TrialFileError(path, error)
        }
    }
}
