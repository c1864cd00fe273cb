internal import FileAccess
internal import Fingerprint
internal import Glibc
internal import SurveyModel

/// Keeps two machines from going on as one installation: a registry remembers the machine its
/// installation writes on.
///
/// Only a digest of the machine's number and the installation is kept, from which neither is found.
enum MachineBinding {
    /// Where it stands in `clearroad_meta`.
    static let key = "machine"
    /// What a backup has in its place: no machine.
    static let backup = "backup"

    /// Refuses to go on where another machine wrote before.
    ///
    /// A registry of before this rule is bound to the machine that writes to it first.
    static func check(_ connection: borrowing SQLiteConnection) throws(LandReleaseError) {
        let rows = try connection.query(
            "SELECT value FROM clearroad_meta WHERE key = ?", [.text(key)])
        guard let bound = rows.first?.first?.string else {
            try bind(connection)
            return
        }
        let writer = try RegistryFile.writer(of: connection)
        guard bound == sealed(mark(of: writer), writer) else {
            throw .notOfThisMachine(path: connection.path)
        }
    }

    /// Binds the registry to this machine.
    static func bind(_ connection: borrowing SQLiteConnection) throws(LandReleaseError) {
        try set(mark(of: try RegistryFile.writer(of: connection)), connection)
    }

    static func set(
        _ value: String, _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        let writer = try RegistryFile.writer(of: connection)
        try connection.query(
            "INSERT INTO clearroad_meta (key, value) VALUES (?, ?) "
                + "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [.text(key), .text(sealed(value, writer))])
    }

    /// The value with digits by which damage to it, or to the name of the installation, is found.
    private static func sealed(_ value: String, _ writer: String) -> String {
        let check = Digest(of: "clearroad binding \(value) of \(writer)").hexadecimal
        return "\(value):\(check.prefix(16))"
    }

    /// What is wrong with the binding of a registry, which any machine can tell.
    static func findings(in connection: borrowing SQLiteConnection) -> [String] {
        let values = try? connection.query(
            "SELECT value FROM clearroad_meta WHERE key = ?", [.text(key)])
        // Registries of before this rule have none.
        guard let text = values?.first?.first?.string else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let writer = try? RegistryFile.writer(of: connection)
        guard parts.count == 2, let writer, text == sealed(String(parts[0]), writer) else {
            return ["clearroad_meta: machine or writer was changed"]
        }
        return []
    }

    private static func mark(of writer: String) -> String {
        Digest(of: "clearroad installation \(writer) on \(machine)").hexadecimal
    }

    /// The system's number of this machine (machine-id(5)), else its name.
    private static var machine: String {
        for path in ["/etc/machine-id", "/var/lib/dbus/machine-id"] {
            let bytes = try? RegularFile(path: path).allBytes(limit: 4096)
            let text = String(decoding: bytes ?? [], as: UTF8.self)
                .filter { !$0.isWhitespace }
            if WriterID.isValid(text) { return text }
        }
        var name = [CChar](repeating: 0, count: 256)
        _ = unsafe gethostname(&name, name.count - 1)
        return "host "
            + String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension Registry {
    /// Goes on as a new installation of its own, on this machine: what a copied or restored survey
    /// folder has to do before anything is recorded in it.
    ///
    /// - Returns: the new installation.
    public static func adopt(_ path: String) throws(LandReleaseError) -> String {
        let connection = try RegistryFile.open(path, readOnly: false)
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        let writer = WriterID.random()
        try connection.transaction { () throws(LandReleaseError) in
            try connection.query(
                "UPDATE clearroad_meta SET value = ? WHERE key = 'writer'", [.text(writer)])
            try MachineBinding.bind(connection)
        }
        return writer
    }

    /// Heads of other installations that no event of this one has told of.
    func unsaidHeads() throws(LandReleaseError) -> [RegistryHead] {
        var heads: [RegistryHead] = []
        for name in record.merging.knowledge.unsaid(by: writer) {
            let rows = try connection.query(
                "SELECT hash FROM event WHERE writer = ? AND number = ?",
                [.text(name.writer), .integer(Int64(name.number))])
            guard let hash = rows.first?.first?.string.flatMap({ Digest(hexadecimal: $0) }) else {
                throw .chainBroken(path: path, findings: ["event \(name.short) is missing"])
            }
            heads.append(RegistryHead(writer: name.writer, number: name.number, hash: hash))
        }
        return heads
    }
}
