internal import Instruments
internal import SurveyModel

/// Work on radar files that a person may stop.
enum Stoppable {
    /// Does `body`.
    ///
    /// - Throws: `Cancelled` where a reader was stopped, else what `body` throws.
    static func run<Result>(
        _ body: () throws(InstrumentError) -> Result
    ) throws -> Result {
        do throws(InstrumentError) { return try body() } catch {
            if error == .cancelled { throw Cancelled() }
            throw error
        }
    }
}
