public import SurveyModel

/// Why a statistic cannot be computed.
public enum StatisticsError: ExplainedError, Equatable {
    /// A figure outside the range in which the statistic has a meaning, or not finite.
    case outOfRange(quantity: String, value: Double, allowed: String)
    /// Fewer observations than the statistic needs.
    case tooFew(quantity: String, count: Int, needed: Int)
    /// Two lists that belong together differ in length.
    case unequalLengths(first: String, firstCount: Int, second: String, secondCount: Int)
    /// The statistic has no value for these observations.
    case undefined(String, hint: String?)

    /// One sentence.
    public var description: String {
        switch self {
        case .outOfRange(let quantity, let value, let allowed):
            "\(quantity) is \(value), allowed is \(allowed)"
        case .tooFew(let quantity, let count, let needed):
            "\(count) \(quantity) are too few, at least \(needed) are needed"
        case .unequalLengths(let first, let firstCount, let second, let secondCount):
            "there are \(firstCount) \(first) but \(secondCount) \(second)"
        case .undefined(let sentence, _): sentence
        }
    }

    /// What to do.
    public var hint: String? {
        switch self {
        case .undefined(_, let hint): hint
        default: nil
        }
    }

    /// Refuses a confidence that is not between 0 and 1.
    static func check(confidence: Double) throws(StatisticsError) {
        guard confidence > 0, confidence < 1 else {
            throw .outOfRange(
                quantity: "the confidence", value: confidence,
                allowed: "more than 0 and less than 1")
        }
    }

    /// Refuses a count that is negative, or so large that it has no exact `Double`.
    static func check(count: Int, _ quantity: String) throws(StatisticsError) {
        guard count >= 0, count <= 1 << 52 else {
            throw .outOfRange(
                quantity: quantity, value: Double(count), allowed: "from 0 to 2^52")
        }
    }

    /// Refuses a probability that is not in 0...1.
    static func check(probability: Double) throws(StatisticsError) {
        guard (0...1).contains(probability) else {
            throw .outOfRange(
                quantity: "the probability", value: probability, allowed: "from 0 to 1")
        }
    }

    /// Refuses values that are not finite.
    static func check(finite values: [Double], _ quantity: String) throws(StatisticsError) {
        for value in values where !value.isFinite {
            throw .outOfRange(quantity: quantity, value: value, allowed: "a finite number")
        }
    }
}
