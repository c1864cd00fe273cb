internal import Fingerprint
internal import FoundationEssentials
internal import SurveyModel

/// One line of the chain: a registration or the opening, tied to the line before it.
struct TrialEntry: Codable, Equatable {
    /// From 1.
    var number: Int
    /// Digest of the line before it; of the seal for the first.
    var previous: Digest
    /// Who did it, as they say.
    var by: String
    /// What the clock of the machine said (UTC): a claim, no proof.
    var claimedAt: String
    var tool = ToolVersion.current
    /// What was registered; `nil` for the opening.
    var registration: TrialRegistration?
    /// What was opened; `nil` for a registration.
    var opening: TrialOpening?
}

/// The nonces, published when the trial is opened so that anyone can check the commitments.
struct TrialOpening: Codable, Equatable {
    struct Entry: Codable, Equatable {
        var name: String
        var nonce: Nonce
    }

    var entries: [Entry]
}

/// The registrations of a trial, each tied to the one before it, and its opening as the last.
///
/// A line reads `{"digest":"D","entry":E}`: D is the SHA-256 of the bytes of E, and E names the D before
/// it. So every byte is covered, a changed line is found by itself, and one that was put right again by
/// the line after it.
struct TrialChain {
    static let fileName = "registrations.jsonl"
    static let mostBytes = 64 << 20

    private(set) var entries: [TrialEntry] = []
    /// The digest of each entry.
    private(set) var digests: [Digest] = []
    /// What is wrong, as sentences that name the line.
    private(set) var findings: [String] = []
    /// The digest of the seal.
    let seal: Digest

    private static let start = Array("{\"digest\":\"".utf8)
    private static let middle = Array("\",\"entry\":".utf8)

    /// The digest of the last line; of the seal where there is none.
    var head: Digest { digests.last ?? seal }
    /// The opening, where there was one.
    var opening: TrialOpening? { entries.last?.opening }
    /// The registrations in order.
    var registrations: [(by: String, registration: TrialRegistration)] {
        entries.compactMap { entry in entry.registration.map { (entry.by, $0) } }
    }

    /// Reads `bytes`, which follow a seal of the digest `seal` whose lanes are `lanes`.
    init(bytes: [UInt8], seal: Digest, lanes: [String]) {
        self.seal = seal
        guard !bytes.isEmpty else { return }
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true {
            lines.removeLast()
        } else {
            findings.append("\(Self.fileName): its last line is cut off")
        }
        for line in lines { add(line, lanes: lanes) }
    }

    /// The line that `entry` becomes, and its digest.
    static func line(of entry: TrialEntry) throws -> (bytes: [UInt8], digest: Digest) {
        let body = try CanonicalJSON.bytes(of: entry)
        let digest = Digest(of: body)
        let bytes = start + Array(digest.hexadecimal.utf8) + middle + body + Array("}\n".utf8)
        return (bytes, digest)
    }

    private mutating func add(_ line: ArraySlice<UInt8>, lanes: [String]) {
        let number = digests.count + 1
        let name = "\(Self.fileName), line \(number)"
        guard let (stated, body) = Self.parts(of: Array(line)) else {
            findings.append("\(name): it is not in the form this program writes (edited)")
            digests.append(Digest(of: Array(line)))
            return
        }
        if Digest(of: body) != stated {
            findings.append("\(name): its content does not have the digest it states (edited)")
        }
        let previous = head
        digests.append(stated)
        guard let entry = try? JSONDecoder().decode(TrialEntry.self, from: Data(body)),
            (try? CanonicalJSON.bytes(of: entry)) == body
        else {
            findings.append("\(name): its content cannot be read (edited)")
            return
        }
        if entry.number != number || entry.previous != previous {
            findings.append(
                "\(name): it does not follow from \(number == 1 ? "the seal" : "the line before it")"
                    + " (one of them was edited, or a line removed or inserted)")
        }
        if opening != nil { findings.append("\(name): it follows the opening (inserted)") }
        if !Self.isSound(entry, lanes: lanes) {
            findings.append("\(name): it says something this program would not write (edited)")
        }
        entries.append(entry)
    }

    private static func parts(of line: [UInt8]) -> (digest: Digest, body: [UInt8])? {
        let head = start.count + 64
        guard line.starts(with: start), line.last == UInt8(ascii: "}"),
            line.count > head + middle.count + 1, line[head...].starts(with: middle),
            let digest = Digest(
                hexadecimal: String(decoding: line[start.count..<head], as: UTF8.self))
        else { return nil }
        return (digest, Array(line[(head + middle.count)...].dropLast()))
    }

    /// Whether names and endings can stand in paths and lists.
    private static func isSound(_ entry: TrialEntry, lanes: [String]) -> Bool {
        guard let registration = entry.registration else { return entry.opening != nil }
        return entry.opening == nil && TrialText.isName(registration.detector)
            && TrialText.isEnding(registration.configuration.ending)
            && registration.alarms.allSatisfy {
                TrialText.isEnding($0.file.ending) && lanes.contains($0.lane)
            } && registration.aborted.allSatisfy { lanes.contains($0.lane) }
    }
}
