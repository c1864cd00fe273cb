public import SurveyModel
internal import Synchronization

/// What a command has to say beside its answer, each thing once.
///
/// The program sets `current` for the command it runs; what is recorded below it is told there, however
/// many events the command writes.
public final class Notices: Sendable {
    /// The notices of the command that runs; `nil` where nobody listens.
    @TaskLocal public static var current: Notices?

    private let said = Mutex<[SweepWarning]>([])
    private let say: @Sendable (SweepWarning) -> Void

    /// Notices that are told by `say` when they come up.
    public init(_ say: @escaping @Sendable (SweepWarning) -> Void = { _ in }) { self.say = say }

    /// Everything said so far.
    public var all: [SweepWarning] { said.withLock { $0 } }

    /// Says `warning`, unless one of its code was said.
    func add(_ warning: SweepWarning) {
        let isNew = said.withLock { said in
            guard !said.contains(where: { $0.code == warning.code }) else { return false }
            said.append(warning)
            return true
        }
        if isNew { say(warning) }
    }
}
