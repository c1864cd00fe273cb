/// What a style needs to know of a layer.
public struct LayerDescription: Sendable, Hashable {
    /// Kind of shape.
    public enum Geometry: Sendable, Hashable {
        /// Points.
        case point
        /// Lines.
        case line
        /// Areas.
        case area
    }

    /// A column of the layer.
    public struct Field: Sendable, Hashable {
        /// Column name.
        public var column: String
        /// What it is called.
        public var name: MapText
        /// The codes it holds, where it holds codes.
        public var codes: CodeList?

        /// A column; its name is that of `FieldNames`.
        public init(_ column: String, codes: CodeList? = nil) {
            self.column = column
            name = FieldNames.text(column)
            self.codes = codes
        }
    }

    /// Table or file name.
    public var name: String
    /// What it shows.
    public var title: MapText
    /// Kind of shape.
    public var geometry: Geometry
    /// Its columns in order.
    public var fields: [Field]
    /// What is drawn, from below to above.
    public var groups: [SymbolGroup]
    /// The column written beside each feature.
    public var labelColumn: String?

    /// A layer of that name.
    public init(
        name: String, title: MapText, geometry: Geometry, fields: [Field], groups: [SymbolGroup],
        labelColumn: String? = nil
    ) {
        self.name = name
        self.title = title
        self.geometry = geometry
        self.fields = fields
        self.groups = groups
        self.labelColumn = labelColumn
    }
}
