/// A kilometre post with the place at which it stands on a centreline.
public struct KilometrePost: Sendable, Hashable, Codable {
    /// What is painted on it, such as `12`.
    public var name: String
    /// The kilometres it stands for.
    public var kilometres: Double
    /// Chainage of the centreline beside it (m).
    public var chainageMetres: Double

    /// The post `name` at `chainageMetres`.
    public init(name: String, kilometres: Double, chainageMetres: Double) {
        self.name = name
        self.kilometres = kilometres
        self.chainageMetres = chainageMetres
    }
}

/// A place on the road as a person reads it off the posts: so many metres past a post.
public struct PostReading: Sendable, Hashable, Codable {
    /// Name of the post.
    public var post: String
    /// Metres along the centreline past the post, towards higher posts; below 0 only before the first.
    public var metres: Double

    /// The place `metres` past `post`.
    public init(post: String, metres: Double) {
        self.post = post
        self.metres = metres
    }
}

/// What can be wrong with the posts of a road.
public enum CalibrationError: ExplainedError, Equatable {
    /// Fewer than two posts.
    case tooFewPosts(count: Int)
    /// A figure of a post is none.
    case notAFigure(post: String)
    /// Two posts have one name.
    case sameName(post: String)
    /// Two posts have one place, or one number of kilometres.
    case samePlace(first: String, second: String)
    /// Posts whose order along the road is not that of their kilometres.
    case notMonotonic(first: String, second: String, third: String)
    /// There is no post of that name.
    case unknownPost(post: String)
    /// A chainage is no number.
    case notAChainage

    /// One sentence.
    public var description: String {
        switch self {
        case .tooFewPosts(let count): "a calibration needs two posts or more, there are \(count)"
        case .notAFigure(let post): "post \"\(post)\": kilometres or chainage is not a number"
        case .sameName(let post): "two posts are called \"\(post)\""
        case .samePlace(let first, let second):
            "posts \"\(first)\" and \"\(second)\" have the same kilometres or the same place"
        case .notMonotonic(let first, let second, let third):
            "posts \"\(first)\", \"\(second)\" and \"\(third)\" do not follow each other along the "
                + "road as their kilometres do"
        case .unknownPost(let post): "there is no post \"\(post)\" in this calibration"
        case .notAChainage: "a place among the posts has to be a number of metres"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .notMonotonic: "measure these posts again; leave one out that was moved"
        default: nil
        }
    }
}

/// Kilometre posts tied to the chainage of a centreline; each new measurement is a new version.
///
/// Posts are not 1,000 m apart, so nothing is scaled: a reading is the nearest post on the way and the true
/// metres past it along the centreline. On a road whose posts count against its chainage the metres count
/// against it too.
public struct ChainageCalibration: Sendable, Hashable, Codable {
    /// The posts in order of chainage.
    public let posts: [KilometrePost]

    /// +1 where posts rise with chainage, -1 where they fall.
    public var sign: Double {
        guard let first = posts.first, let last = posts.last else { return 1 }
        return last.kilometres > first.kilometres ? 1 : -1
    }

    /// A calibration by `posts` in any order.
    ///
    /// - Throws: `CalibrationError` for fewer than two posts, a figure that is none, two posts of one
    ///   name or place, and posts that do not rise or fall along the whole road.
    public init(posts: [KilometrePost]) throws(CalibrationError) {
        guard posts.count >= 2 else { throw .tooFewPosts(count: posts.count) }
        var names: Set<String> = []
        for post in posts {
            guard post.kilometres.isFinite, post.chainageMetres.isFinite else {
                throw .notAFigure(post: post.name)
            }
            guard names.insert(post.name).inserted else { throw .sameName(post: post.name) }
        }
        let sorted = posts.sorted { $0.chainageMetres < $1.chainageMetres }
        for (one, two) in zip(sorted, sorted.dropFirst())
        where one.kilometres == two.kilometres || one.chainageMetres == two.chainageMetres {
            throw .samePlace(first: one.name, second: two.name)
        }
        for index in sorted.indices.dropFirst(2) {
            let (one, two, three) = (sorted[index - 2], sorted[index - 1], sorted[index])
            guard (two.kilometres > one.kilometres) == (three.kilometres > two.kilometres) else {
                throw .notMonotonic(first: one.name, second: two.name, third: three.name)
            }
        }
        self.posts = sorted
    }

    /// The post passed last on the way to higher posts, and the metres past it.
    ///
    /// Before the first post of the count the metres are below 0.
    ///
    /// - Throws: `CalibrationError.notAChainage`.
    public func reading(ofChainage metres: Double) throws(CalibrationError) -> PostReading {
        guard metres.isFinite else { throw .notAChainage }
        let rising = sign > 0 ? posts : posts.reversed()
        let passed = rising.last { sign * (metres - $0.chainageMetres) >= 0 }
        guard let post = passed ?? rising.first else { throw .tooFewPosts(count: 0) }
        return PostReading(post: post.name, metres: sign * (metres - post.chainageMetres))
    }

    /// The chainage of a reading (m); may lie beyond the next post, or before the post.
    ///
    /// - Throws: `CalibrationError.unknownPost`, `.notAChainage`.
    public func chainage(of reading: PostReading) throws(CalibrationError) -> Double {
        guard reading.metres.isFinite else { throw .notAChainage }
        guard let post = posts.first(where: { $0.name == reading.post }) else {
            throw .unknownPost(post: reading.post)
        }
        return post.chainageMetres + sign * reading.metres
    }

    /// What is doubtful about the posts, as sentences: a spacing that departs from the painted one by more
    /// than 15 %, and a post more than 150 m off the place its neighbours give it.
    public var warnings: [String] {
        var found: [String] = []
        for (one, two) in zip(posts, posts.dropFirst()) {
            let painted = abs(two.kilometres - one.kilometres) * 1000
            let measured = two.chainageMetres - one.chainageMetres
            guard abs(measured - painted) > Self.largestShare * painted else { continue }
            found.append(
                "posts \"\(one.name)\" and \"\(two.name)\" are \(Self.text(measured)) m apart by "
                    + "the centreline and \(Self.text(painted)) m by what is painted on them")
        }
        for index in posts.indices.dropFirst().dropLast() {
            let (before, post, after) = (posts[index - 1], posts[index], posts[index + 1])
            let share =
                (post.kilometres - before.kilometres) / (after.kilometres - before.kilometres)
            let expected =
                before.chainageMetres + share * (after.chainageMetres - before.chainageMetres)
            let off = post.chainageMetres - expected
            guard abs(off) > Self.largestMetres else { continue }
            found.append(
                "post \"\(post.name)\" stands \(Self.text(abs(off))) m "
                    + "\(off > 0 ? "beyond" : "before") the place between its neighbours")
        }
        return found
    }

    private static let largestShare = 0.15
    private static let largestMetres = 150.0

    private static func text(_ metres: Double) -> String {
        abs(metres) < 1e12 ? "\(Int(metres.rounded()))" : "\(metres)"
    }
}

extension PostReading: CustomStringConvertible {
    /// `post 12 + 310.25 m`, to the centimetre.
    public var description: String {
        guard metres.isFinite, abs(metres) < 1e12 else { return "post \(post)" }
        let centimetres = Int((abs(metres) * 100).rounded())
        let sign = metres < 0 && centimetres > 0 ? "-" : "+"
        let fraction = String(100 + centimetres % 100).dropFirst()
        return "post \(post) \(sign) \(centimetres / 100).\(fraction) m"
    }
}

extension ChainageCalibration {
    private enum CodingKeys: String, CodingKey { case posts }

    /// Decodes it, with the same checks.
    public init(from decoder: any Decoder) throws {
        try self.init(
            posts: decoder.container(keyedBy: CodingKeys.self).decode(
                [KilometrePost].self, forKey: .posts))
    }
}
