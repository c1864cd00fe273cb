/// A whole report in one file that needs no network and no script.
public struct Page: Sendable, Hashable {
    /// A part of the page under a heading.
    public struct Section: Sendable, Hashable {
        /// Name it can be linked by; letters other than `a`-`z`, digits and hyphens are replaced.
        public var id: String
        /// Its heading.
        public var title: String
        /// What it holds, above its parts.
        public var blocks: [Block]
        /// Its parts.
        public var sections: [Section]

        /// The section `title`; its id is made of `title` where none is given.
        public init(
            _ title: String, id: String? = nil, _ blocks: [Block], sections: [Section] = []
        ) {
            self.id = id ?? title
            self.title = title
            self.blocks = blocks
            self.sections = sections
        }
    }

    /// Its title.
    public var title: String
    /// Words below the title.
    public var subtitle: String
    /// Language of its words (BCP 47), such as `en`.
    public var language: String
    /// Words at its top and on each printed sheet that say what it must not be used for.
    public var stamp: String?
    /// What stands above the table of contents: the result in a few lines.
    public var summary: [Block]
    /// Its sections.
    public var sections: [Section]
    /// What made it: versions and digests.
    public var footer: [Definition]

    /// The page `title`.
    public init(
        title: String, subtitle: String = "", language: String = "en", stamp: String? = nil,
        summary: [Block] = [], sections: [Section], footer: [Definition] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.stamp = stamp
        self.summary = summary
        self.sections = sections
        self.footer = footer
    }
}
