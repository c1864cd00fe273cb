internal import FileAccess
internal import Fingerprint
internal import SurveyModel

/// The copies of what was registered, held against the chain.
enum RegisteredFiles {
    /// What was changed or is gone, as sentences that name file, lane and detector.
    static func findings(_ chain: TrialChain, in place: BlindTrialFolder) throws(WorkflowError)
        -> [String]
    {
        var findings: [String] = []
        for (_, registration) in chain.registrations {
            let detector = registration.detector
            for alarms in registration.alarms {
                findings += try self.findings(
                    alarms.file, in: BlindTrialFolder.alarms, of: place,
                    what: "the alarms of `\(detector)` on lane `\(alarms.lane)`")
            }
            findings += try self.findings(
                registration.configuration, in: BlindTrialFolder.configurations, of: place,
                what: "the configuration of `\(detector)`")
        }
        return findings
    }

    /// Copies that no registration names.
    ///
    /// They are left by a registration that was interrupted, or by one that was taken out of the chain.
    static func strangers(_ chain: TrialChain, in place: BlindTrialFolder) -> [String] {
        let registrations = chain.registrations.map(\.registration)
        let known = [
            BlindTrialFolder.alarms: Set(registrations.flatMap { $0.alarms.map(\.file.name) }),
            BlindTrialFolder.configurations: Set(registrations.map(\.configuration.name)),
        ]
        return known.keys.sorted().flatMap { kind -> [String] in
            let names = (try? Folder.names(in: place.path + "/" + kind)) ?? []
            return names.filter { known[kind]?.contains($0) == false }.map { "\(kind)/\($0)" }
        }
    }

    private static func findings(
        _ file: TrialRegistration.File, in kind: String, of place: BlindTrialFolder, what: String
    ) throws(WorkflowError) -> [String] {
        let path = place.path(of: file, in: kind)
        guard Folder.exists(path) else { return ["\(path): it is gone; it held \(what)"] }
        do {
            guard try Digest(ofFile: path) != file.digest else { return [] }
            return ["\(path): it was changed after it was registered; it holds \(what)"]
        } catch {
            throw WorkflowError(file: path, error)
        }
    }
}
