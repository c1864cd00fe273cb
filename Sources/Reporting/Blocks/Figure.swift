/// One or several drawings with a caption.
public struct Figure: Sendable, Hashable {
    /// What it shows, in words a reader of the page needs.
    public var caption: String
    /// Its drawings; several stand side by side where the screen is wide enough.
    public var illustrations: [Illustration]
    /// Whether several drawings stand below each other on any screen.
    public var isStacked: Bool

    /// A figure of `illustrations`.
    public init(caption: String, _ illustrations: [Illustration], isStacked: Bool = false) {
        self.caption = caption
        self.illustrations = illustrations
        self.isStacked = isStacked
    }
}

/// A finished drawing or picture, made by a chart or from a PNG file.
public struct Illustration: Sendable, Hashable {
    let element: Element

    /// Its markup: one `svg` or `img` element.
    public var markup: String { element.markup }

    init(_ element: Element) { self.element = element }

    /// A drawing of `width` x `height` units that scales with the page.
    init(
        title: String, description: String, width: Double, height: Double, _ children: [Element]
    ) {
        let words = [
            Element("title", text: title), Element("desc", text: description),
        ]
        element = Element(
            "svg",
            [
                "viewBox": .text("0 0 \(Coordinate.text(width)) \(Coordinate.text(height))"),
                "width": .number(width), "height": .number(height), "role": "img",
                "font-size": .number(Lettering.size),
            ], words + children)
    }
}
