internal import Foundation

/// The bytes of a PNG file.
public struct PNGPicture: Sendable, Hashable {
    /// The whole file.
    public let bytes: [UInt8]
    /// Width (pixels).
    public let width: Int
    /// Height (pixels).
    public let height: Int

    /// The picture in `bytes`; `name` is for the words of an error.
    ///
    /// - Throws: `ReportingError.notPNG` where `bytes` do not begin as a PNG file does.
    public init(_ bytes: [UInt8], name: String) throws(ReportingError) {
        let start: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]
        guard bytes.count > 24, bytes.starts(with: start) else { throw .notPNG(name: name) }
        func number(at place: Int) -> Int {
            bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        self.bytes = bytes
        width = number(at: 16)
        height = number(at: 20)
        guard width > 0, height > 0 else { throw .notPNG(name: name) }
    }

    /// The picture as an address that needs no network.
    var dataURI: String { "data:image/png;base64," + Data(bytes).base64EncodedString() }
}

/// A picture that stands on the page as it is.
public struct PictureFigure: Sendable, Hashable {
    /// The picture.
    public var picture: PNGPicture
    /// What it shows, for those who cannot see it.
    public var alternativeText: String

    /// `picture`, described by `alternativeText`.
    public init(_ picture: PNGPicture, alternativeText: String) {
        self.picture = picture
        self.alternativeText = alternativeText
    }

    /// The picture for a figure.
    public var illustration: Illustration {
        Illustration(
            Element(
                "img",
                [
                    "src": .text(picture.dataURI), "alt": .text(alternativeText),
                    "width": .number(Double(picture.width)),
                    "height": .number(Double(picture.height)),
                ]))
    }
}
