internal import CHDF5
internal import Glibc

/// Why the child does not read a file, as one sentence without its path.
struct HDF5Refusal: Error {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}

/// A file or group of an HDF5 file; used by the child process alone.
///
/// Only hard links are followed, so that nothing leads out of the file or round in circles.
struct HDF5Group: ~Copyable {
    private let id: hid_t
    private let isFile: Bool

    /// Opens the file at `path`.
    init(file path: String) throws(HDF5Refusal) {
        id = unsafe clearroad_h5_open(path)
        isFile = true
        guard id >= 0 else {
            throw HDF5Refusal("the HDF5 library cannot open this file: it is damaged or cut")
        }
    }

    private init(id: hid_t) {
        self.id = id
        isFile = false
    }

    deinit { if isFile { H5Fclose(id) } else { H5Gclose(id) } }

    /// Whether there is something called `name`.
    func holds(_ name: String) -> Bool {
        unsafe clearroad_h5_is_hard_link(id, name) == 1
    }

    /// The group `name`, `nil` where there is none.
    func group(_ name: String) -> HDF5Group? {
        guard unsafe clearroad_h5_is_hard_link(id, name) == 1 else { return nil }
        let found = unsafe H5Gopen2(id, name, clearroad_h5_default())
        return found >= 0 ? HDF5Group(id: found) : nil
    }

    /// The samples `name`, `nil` where there are none.
    func samples(_ name: String, byteLimit: Int) throws(HDF5Refusal) -> HDF5Samples? {
        guard unsafe clearroad_h5_is_hard_link(id, name) == 1 else { return nil }
        let found = unsafe H5Dopen2(id, name, clearroad_h5_default())
        guard found >= 0 else { return nil }
        return try HDF5Samples(id: found, name: name, byteLimit: byteLimit)
    }

    /// Up to `limit` numbers of the attribute `name`; empty where there is none.
    func numbers(_ name: String, limit: Int = 3) -> [Double] {
        guard let attribute = attribute(name) else { return [] }
        defer { H5Aclose(attribute.id) }
        let kind = H5Tget_class(attribute.type)
        H5Tclose(attribute.type)
        guard kind == H5T_INTEGER || kind == H5T_FLOAT, (1...limit).contains(attribute.count)
        else { return [] }
        var values = [Double](repeating: 0, count: attribute.count)
        let done = unsafe H5Aread(attribute.id, clearroad_h5_double(), &values)
        return done >= 0 ? values : []
    }

    /// The text of the attribute `name`; empty where there is none.
    func text(_ name: String) -> String {
        guard let attribute = attribute(name) else { return "" }
        defer {
            H5Aclose(attribute.id)
            H5Tclose(attribute.type)
        }
        guard H5Tget_class(attribute.type) == H5T_STRING, attribute.count == 1 else { return "" }
        return H5Tis_variable_str(attribute.type) > 0
            ? variableText(attribute.id, attribute.type) : fixedText(attribute.id, attribute.type)
    }

    private func attribute(_ name: String) -> (id: hid_t, type: hid_t, count: Int)? {
        guard unsafe H5Aexists(id, name) > 0 else { return nil }
        let found = unsafe H5Aopen(id, name, clearroad_h5_default())
        guard found >= 0 else { return nil }
        let type = H5Aget_type(found)
        let space = H5Aget_space(found)
        let count = H5Sget_simple_extent_npoints(space)
        H5Sclose(space)
        guard type >= 0, let whole = Int(exactly: count) else {
            H5Aclose(found)
            return nil
        }
        return (found, type, whole)
    }

    private static let longestText = 256

    private func variableText(_ attribute: hid_t, _ type: hid_t) -> String {
        let memory = clearroad_h5_text_like(type)
        guard memory >= 0 else { return "" }
        defer { H5Tclose(memory) }
        var pointer: UnsafeMutablePointer<CChar>?
        guard unsafe H5Aread(attribute, memory, &pointer) >= 0, let text = unsafe pointer
        else { return "" }
        defer { unsafe H5free_memory(text) }
        let count = unsafe strnlen(text, Self.longestText)
        let bytes = unsafe UnsafeRawBufferPointer(start: text, count: count)
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private func fixedText(_ attribute: hid_t, _ type: hid_t) -> String {
        let size = H5Tget_size(type)
        guard (1...4096).contains(size) else { return "" }
        var bytes = [UInt8](repeating: 0, count: size)
        guard unsafe H5Aread(attribute, type, &bytes) >= 0 else { return "" }
        let text = bytes.prefix { $0 != 0 }.prefix(Self.longestText)
        return String(decoding: text, as: UTF8.self)
    }
}
