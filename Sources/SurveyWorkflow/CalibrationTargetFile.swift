internal import Foundation
public import RadarProcessing
internal import SurveyModel
internal import SyntheticGround

/// A sweep over an object at a known depth, as given on the command line:
/// `FILE:depth=0.10,kind=ball,model=50mm,x=3.2`.
public struct CalibrationTargetFile: Sendable, Hashable {
    /// The sweep.
    public var file: String
    /// Depth of the object's top (m).
    public var depthMetres: Double
    /// What it is.
    public var kind: CalibrationEcho.Kind
    /// Which one: objects of one kind and model count as equal.
    public var model: String?
    /// Place along the line (m); the strongest echo where nil.
    public var distanceMetres: Double?

    /// An object in a sweep.
    public init(
        file: String, depthMetres: Double, kind: CalibrationEcho.Kind, model: String? = nil,
        distanceMetres: Double? = nil
    ) {
        self.file = file
        self.depthMetres = depthMetres
        self.kind = kind
        self.model = model
        self.distanceMetres = distanceMetres
    }

    /// Reads the form of the command line.
    ///
    /// - Throws: `WorkflowError` for a missing depth or kind, a key or value that is none, and a simulant of a
    ///   model nobody knows.
    public init(_ text: String) throws(WorkflowError) {
        func wrong(_ reason: String) -> WorkflowError {
            .impossible(
                reason: "--target \(text): \(reason)",
                hint: "write FILE:depth=0.10,kind=ball|plate|simulant,model=NAME,x=METRES")
        }
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex else {
            throw wrong("a depth and a kind are missing")
        }
        var facts: [String: String] = [:]
        for part in text[text.index(after: colon)...].split(
            separator: ",", omittingEmptySubsequences: false)
        {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, ["depth", "kind", "model", "x"].contains(pair[0]) else {
                throw wrong("`\(part)` is no depth=, kind=, model= or x=")
            }
            guard facts.updateValue(pair[1], forKey: pair[0]) == nil else {
                throw wrong("\(pair[0]) is given twice")
            }
        }
        guard let depthText = facts["depth"], let depth = Double(depthText),
            depth > 0, depth <= 2
        else { throw wrong("the depth must be a number above 0 and up to 2 m") }
        guard let kind = facts["kind"].flatMap(CalibrationEcho.Kind.init) else {
            throw wrong("the kind must be ball, plate or simulant")
        }
        var place: Double?
        if let text = facts["x"] {
            guard let x = Double(text), abs(x) < 1e6 else {
                throw wrong("x is no distance in metres")
            }
            place = x
        }
        var model = facts["model"]
        if kind == .simulant {
            guard let name = model else { throw wrong("a simulant needs its model") }
            let known = ObjectCatalogue.mines
            guard let found = known.first(where: { $0.lowercased() == name.lowercased() }) else {
                throw .unknown(kind: "simulant", name: name, known: known)
            }
            model = found
        }
        self.init(
            file: String(text[..<colon]), depthMetres: depth, kind: kind, model: model,
            distanceMetres: place)
    }

    /// What is known of the object, in words.
    var detail: String {
        ["\(kind.rawValue)", model, "\(depthMetres) m deep", distanceMetres.map { "at \($0) m" }]
            .compactMap(\.self).joined(separator: ", ")
    }
}
