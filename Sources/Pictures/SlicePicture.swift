internal import FileAccess
internal import SurveyModel

/// A sheet of slices seen from above, all with one scale in metres and one of colours.
///
/// Any grid of values can be drawn, whatever made them. Values that are no number are hatched: not
/// measured.
public struct SlicePicture: Sendable {
    /// Values over square cells.
    public struct Grid: Sendable, Equatable {
        /// rows x columns, row-major, the row with the smallest y first; NaN where not measured.
        public var values: [Float]
        /// Cells along x.
        public var columns: Int
        /// Width of a cell (m).
        public var cellMetres: Double
        /// x of the first cell's centre (m).
        public var firstXMetres: Double
        /// y of the first cell's centre (m).
        public var firstYMetres: Double

        /// Cells along y.
        public var rows: Int { columns > 0 ? values.count / columns : 0 }

        /// A grid of `columns` cells along x whose first lies at (`firstXMetres`, `firstYMetres`).
        public init(
            values: [Float], columns: Int, cellMetres: Double, firstXMetres: Double,
            firstYMetres: Double
        ) {
            self.values = values
            self.columns = columns
            self.cellMetres = cellMetres
            self.firstXMetres = firstXMetres
            self.firstYMetres = firstYMetres
        }
    }

    /// One slice with what is marked in it.
    public struct Panel: Sendable {
        /// Words above it.
        public var title: String
        /// Its values, in the unit of the colour scale.
        public var grid: Grid
        /// Places marked in it.
        public var markers: [Marker]

        /// A panel showing `grid`.
        public init(title: String, grid: Grid, markers: [Marker] = []) {
            self.title = title
            self.grid = grid
            self.markers = markers
        }
    }

    /// A ring round a place, such as an alarm.
    public struct Marker: Sendable, Equatable {
        /// Along travel (m).
        public var xMetres: Double
        /// To the left of travel (m).
        public var yMetres: Double
        /// Words beside it.
        public var label: String

        /// A ring at (`xMetres`, `yMetres`).
        public init(xMetres: Double, yMetres: Double, label: String = "") {
            self.xMetres = xMetres
            self.yMetres = yMetres
            self.label = label
        }
    }

    /// Words above everything.
    public var title: String
    /// Words below the title: what was assumed and how the values were made.
    public var remark: String
    /// The slices; their grids have one shape.
    public var panels: [Panel]
    /// Words at the colour scale.
    public var unit: String
    /// Words below the x axis.
    public var alongWords = "along travel (m), its left side up"
    /// Width of the picture (pixels).
    public var width = 1200
    /// Large words across the picture that say what it must not be used for.
    public var stamp: String?

    /// A sheet of `panels`.
    public init(
        title: String, remark: String, panels: [Panel], unit: String, stamp: String? = nil
    ) {
        self.title = title
        self.remark = remark
        self.panels = panels
        self.unit = unit
        self.stamp = stamp
    }

    /// The picture as PNG; remark and stamp stand in its metadata too.
    ///
    /// - Throws: `PictureError.nothingToDraw`, `.badSize`, `.drawing`.
    public func png() throws(PictureError) -> [UInt8] {
        var words = [
            (key: "Title", text: title),
            (key: "Description", text: ([remark] + panels.map(\.title)).joined(separator: "\n")),
            (key: "Software", text: "ClearRoad \(ToolVersion.current)"),
        ]
        if let stamp { words.append((key: "Warning", text: stamp)) }
        return PNGMetadata.adding(words, to: try SliceDrawing(self).draw())
    }

    /// Writes the picture to `path` as PNG.
    ///
    /// - Throws: as `png()`, and `PictureError.file`.
    public func write(to path: String) throws(PictureError) {
        let bytes = try png()
        do throws(FileError) { try DurableFile.write(bytes, to: path) } catch {
            throw .file(error)
        }
    }
}
