public import SurveyModel
public import Symbology

/// The shape of a feature, WGS 84 longitude and latitude.
public enum VectorGeometry: Sendable, Hashable {
    /// One place.
    case point(GeographicPosition)
    /// A line of at least two places.
    case line([GeographicPosition])
    /// A polygon: its outer ring, then its holes; each ring has at least three different places.
    case polygon([[GeographicPosition]])

    /// The kind of shape.
    public var kind: VectorLayer.Kind {
        switch self {
        case .point: .point
        case .line: .line
        case .polygon: .polygon
        }
    }
}

/// A value of a feature's field.
public enum VectorValue: Sendable, Hashable {
    /// Text.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number; must be finite.
    case real(Double)
    /// Nothing known.
    case null
}

/// A column of a layer.
public struct VectorField: Sendable, Hashable {
    /// What a column holds.
    public enum Kind: Sendable {
        /// Text.
        case text
        /// Whole numbers.
        case integer
        /// Numbers.
        case real
    }

    /// Its name.
    public var name: String
    /// What it holds.
    public var kind: Kind

    /// A column `name` of `kind`.
    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// A shape with one value per field of its layer.
public struct VectorFeature: Sendable, Hashable {
    /// Its shape.
    public var geometry: VectorGeometry
    /// Its values in the order of the layer's fields.
    public var values: [VectorValue]

    /// A feature of `geometry` with `values`.
    public init(geometry: VectorGeometry, values: [VectorValue]) {
        self.geometry = geometry
        self.values = values
    }
}

/// A table of features with shapes of one kind.
public struct VectorLayer: Sendable, Hashable {
    /// Kinds of shape.
    public enum Kind: String, Sendable {
        /// Points.
        case point
        /// Lines.
        case line
        /// Polygons.
        case polygon
    }

    /// Its name.
    public var name: String
    /// The shape of all its features.
    public var kind: Kind
    /// Its columns.
    public var fields: [VectorField]
    /// Its rows.
    public var features: [VectorFeature]
    /// How it is called and drawn; without it a format that draws has a plain look for it.
    public var style: LayerDescription?

    /// A layer `name`.
    public init(
        name: String, kind: Kind, fields: [VectorField], features: [VectorFeature],
        style: LayerDescription? = nil
    ) {
        self.name = name
        self.kind = kind
        self.fields = fields
        self.features = features
        self.style = style
    }
}

extension VectorLayer {
    /// Throws where a row does not fit the table.
    func check() throws(CartographyError) {
        guard !name.isEmpty, !name.utf8.contains(0) else { throw bad("it has no usable name") }
        var names: Set<String> = []
        for field in fields {
            guard !field.name.isEmpty, !field.name.utf8.contains(0),
                !["layer", "stamp", "geom", "fid"].contains(field.name.lowercased()),
                names.insert(field.name.lowercased()).inserted
            else { throw bad("a field called \"\(field.name)\" cannot be written") }
        }
        for (index, feature) in features.enumerated() {
            guard feature.geometry.kind == kind else {
                throw bad("row \(index + 1) is not a \(kind.rawValue)")
            }
            guard feature.values.count == fields.count else {
                throw bad("row \(index + 1) has \(feature.values.count) values")
            }
            for (field, value) in zip(fields, feature.values) where !field.kind.admits(value) {
                throw bad("row \(index + 1) has an unusable value of \"\(field.name)\"")
            }
            guard feature.geometry.isSound else {
                throw bad("row \(index + 1) has an unusable shape")
            }
        }
    }

    private func bad(_ reason: String) -> CartographyError {
        .unusableLayer(layer: name, reason: reason)
    }
}

extension VectorField.Kind {
    func admits(_ value: VectorValue) -> Bool {
        switch (self, value) {
        case (.text, .text(let text)): !text.utf8.contains(0)
        case (.integer, .integer): true
        case (.real, .real(let number)): number.isFinite
        case (_, .null): true
        default: false
        }
    }
}

extension VectorGeometry {
    /// Whether it has enough places, all on the globe.
    var isSound: Bool {
        switch self {
        case .point(let place): Geodesy.isOnGlobe(place)
        case .line(let places): places.count >= 2 && places.allSatisfy(Geodesy.isOnGlobe)
        case .polygon(let rings):
            !rings.isEmpty
                && rings.allSatisfy { Set($0).count >= 3 && $0.allSatisfy(Geodesy.isOnGlobe) }
        }
    }
}
