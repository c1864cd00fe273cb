internal import FileAccess
public import LandRelease
internal import SurveyModel

/// People, assets, accreditations, task orders and waivers: what the office puts on record.
public struct OfficeDesk: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// The time.
    public let clock: WallClock

    /// The desk of `survey`.
    public init(survey: SurveyFolder, clock: WallClock = .system) {
        self.survey = survey
        self.clock = clock
    }

    /// The date now, `YYYY-MM-DD`.
    public var today: String { clock.today }

    /// Records one fact in the name of `person`.
    ///
    /// - Throws: `WorkflowError.refused` with every reason; nothing is recorded then.
    public func record(_ fact: Fact, what: String, by person: String) throws {
        var registry = try survey.registry()
        try registry.record([fact], what: what, by: person, at: clock.now())
    }

    /// The public SSH key in the file at `path`, as the record keeps it.
    ///
    /// - Throws: `WorkflowError.impossible` where it is none, above all where it is a private key.
    public static func publicKey(in path: String) throws -> String {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: 1 << 16)
        } catch {
            throw WorkflowError(file: path, error)
        }
        guard let key = SSHPublicKey(String(decoding: bytes, as: UTF8.self)) else {
            throw WorkflowError.impossible(
                reason: "\(path): this is no public SSH key",
                hint: "give the file that ends in .pub; `ssh-keygen -t ed25519` makes a pair")
        }
        return key.text
    }
}
