/// Names cut to the length a format allows, still all different.
enum ShortNames {
    /// `names`, which differ in more than case, each within `limit` bytes of UTF-8 and different from all others
    /// in more than case, in the same order.
    ///
    /// A name that is short enough stays as it is; a longer one is cut, and where that is taken its end is a
    /// number, the lowest that is free.
    static func cut(_ names: [String], to limit: Int) -> [String] {
        var taken = Set(names.filter { $0.utf8.count <= limit }.map { $0.lowercased() })
        return names.map { name in
            guard name.utf8.count > limit else { return name }
            var candidate = prefix(name, limit)
            var number = 1
            while !taken.insert(candidate.lowercased()).inserted {
                number += 1
                let end = "\(number)"
                candidate = prefix(name, limit - end.utf8.count) + end
            }
            return candidate
        }
    }

    /// The longest start of `text` within `limit` bytes of UTF-8 that breaks no character.
    static func prefix(_ text: String, _ limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var result = ""
        var count = 0
        for character in text {
            count += character.utf8.count
            guard count <= limit else { break }
            result.append(character)
        }
        return result
    }
}
