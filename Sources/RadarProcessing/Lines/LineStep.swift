public import SurveyModel

/// A processing step that can work on a line in blocks.
///
/// A step declares its reach by the traces it needs for those it is to make, so that any part of a line
/// can be made alone with the same bytes as in one piece.
public protocol LineStep: Sendable {
    /// All figures the step works with, as recorded with a product.
    var settings: [String: StepValue] { get }

    /// The line as it is after this step.
    ///
    /// - Throws: `ProcessingError` where the line is not fit for the step.
    func line(after line: Line) throws(ProcessingError) -> Line

    /// The traces of `line` needed to make the traces `output` of the line after it.
    func inputs(for output: Range<Int>, of line: Line) -> Range<Int>

    /// Turns the traces `inputs(for: output)` of `line`, or more, into traces of which `output` are
    /// right; others that remain in `section` mean nothing.
    ///
    /// - Throws: `ProcessingError` where samples are not fit for the step.
    func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError)
}

extension LineStep {
    /// The line unchanged.
    public func line(after line: Line) throws(ProcessingError) -> Line { line }

    /// The same traces: the step is local.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> { output }

    /// Applies the step to a line held whole.
    public func apply(
        to radargram: inout Radargram, of line: Line
    ) throws(ProcessingError) {
        let after = try self.line(after: line)
        var section = LineSection(radargram: radargram)
        radargram.samples = []
        try apply(to: &section, of: line, making: 0..<after.traceCount)
        radargram = section.trimmed(to: 0..<after.traceCount)
    }

    /// The traces up to `reach` on both sides of `output` that the line has.
    func widened(_ output: Range<Int>, by reach: Int, of line: Line) -> Range<Int> {
        max(0, output.lowerBound - reach)..<min(line.traceCount, output.upperBound + reach)
    }
}

/// A step that first looks at a sample of every channel's line, of bounded size.
public protocol LearningStep: LineStep {
    /// The step as it is for the channel at `place` of `samples`, one for each radar channel.
    ///
    /// - Throws: `ProcessingError` where the samples do not tell what the step needs.
    func learnt(
        from samples: [Radargram], ofChannelAt place: Int, line: Line
    ) throws(ProcessingError) -> any LineStep
}

extension LearningStep {
    /// A step that has not looked at its line changes nothing.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        throw .notLearnt(step: "\(Self.self)")
    }
}

/// A figure or word a step works with.
public enum StepValue: Sendable, Hashable, Codable {
    /// A figure.
    case number(Double)
    /// A choice.
    case word(String)

    /// A number or a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .word(try container.decode(String.self))
        }
    }

    /// A number or a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .word(let word): try container.encode(word)
        }
    }
}
