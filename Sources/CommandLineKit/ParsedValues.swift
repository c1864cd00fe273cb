/// The values of a command's parameters, read and checked.
public struct ParsedValues: Sendable {
    private struct Stored<Value: Sendable>: Sendable { var value: Value }

    private var stored: [String: any Sendable] = [:]

    /// Nothing yet.
    init() {}

    /// Reads the value of `parameter` from the texts given for it.
    mutating func read(
        _ parameter: some CommandParameter, from texts: [String]
    ) throws(UsageError) {
        stored[parameter.declaration.spelling] = Stored(value: try parameter.output(from: texts))
    }

    /// The value of a parameter the command declares; asking for another is a broken contract.
    public subscript<Parameter: CommandParameter>(_ parameter: Parameter) -> Parameter.Output {
        let entry = stored[parameter.declaration.spelling] as? Stored<Parameter.Output>
        guard let entry else {
            preconditionFailure("\(parameter.declaration.spelling) is not declared by the command")
        }
        return entry.value
    }
}
