internal import CHDF5
internal import Glibc

/// A data set of samples, time x traces or time alone; used by the child process alone.
final class HDF5Samples {
    /// Its name.
    let name: String
    /// Samples in time.
    let rowCount: Int
    /// Traces; 1 where the data set has one axis.
    let traceCount: Int
    private let id: hid_t

    /// Takes over the open data set `id` and checks that it is whole and within `byteLimit` as
    /// 32-bit floats, before anything is allocated for it.
    init(id: hid_t, name: String, byteLimit: Int) throws(HDF5Refusal) {
        self.id = id
        self.name = name
        let sizes = Self.sizes(of: id)
        guard sizes.count == 1 || sizes.count == 2 else {
            rowCount = 0
            traceCount = 0
            throw HDF5Refusal("the data set \(name) has not one or two axes")
        }
        rowCount = sizes[0]
        traceCount = sizes.count == 2 ? sizes[1] : 1
        let count = rowCount.multipliedReportingOverflow(by: traceCount)
        guard !count.overflow, count.partialValue <= byteLimit / 4 else {
            throw HDF5Refusal(
                "the data set \(name) announces \(rowCount) x \(traceCount) samples, more than "
                    + "the \(byteLimit >> 20) MiB allowed for a file of this size")
        }
        try checkType()
        try checkStorage()
    }

    deinit { H5Dclose(id) }

    private static func sizes(of id: hid_t) -> [Int] {
        let space = H5Dget_space(id)
        guard space >= 0 else { return [] }
        defer { H5Sclose(space) }
        let rank = H5Sget_simple_extent_ndims(space)
        guard rank == 1 || rank == 2 else { return [] }
        var sizes: [hsize_t] = [0, 0]
        guard unsafe H5Sget_simple_extent_dims(space, &sizes, nil) == rank else { return [] }
        return sizes.prefix(Int(rank)).map { Int(clamping: $0) }
    }

    private func checkType() throws(HDF5Refusal) {
        let type = H5Dget_type(id)
        defer { H5Tclose(type) }
        let kind = H5Tget_class(type)
        guard kind == H5T_FLOAT, [4, 8].contains(H5Tget_size(type)) else {
            throw HDF5Refusal("the samples of \(name) are not 32-bit or 64-bit floats")
        }
    }

    /// Samples that were never written would be read as zeros: no sample is invented.
    private func checkStorage() throws(HDF5Refusal) {
        let plan = H5Dget_create_plist(id)
        guard plan >= 0 else { throw HDF5Refusal("the layout of \(name) cannot be read") }
        defer { H5Pclose(plan) }
        let layout = H5Pget_layout(plan)
        guard layout == H5D_CHUNKED || layout == H5D_CONTIGUOUS || layout == H5D_COMPACT,
            H5Pget_external_count(plan) == 0
        else { throw HDF5Refusal("the samples of \(name) lie in another file, none is read") }
        guard rowCount > 0, traceCount > 0 else { return }
        var isWhole = H5Dget_storage_size(id) > 0
        if layout == H5D_CHUNKED {
            var sides: [hsize_t] = [1, 1]
            let rank = unsafe H5Pget_chunk(plan, 2, &sides)
            var stored: hsize_t = 0
            let space = H5Dget_space(id)
            defer { H5Sclose(space) }
            guard rank > 0, rank <= 2, unsafe H5Dget_num_chunks(id, space, &stored) >= 0 else {
                throw HDF5Refusal("the blocks of \(name) cannot be counted")
            }
            let across = rank == 2 ? Self.blocks(traceCount, sides[1]) : 1
            isWhole = Int(clamping: stored) >= Self.blocks(rowCount, sides[0]) * across
        }
        guard isWhole else {
            throw HDF5Refusal("samples of \(name) were announced and never written")
        }
    }

    /// Blocks of `side` an axis takes; both are bounded by the check of the whole size.
    private static func blocks(_ count: Int, _ side: hsize_t) -> Int {
        let side = max(1, Int(clamping: side))
        return count / side + (count % side > 0 ? 1 : 0)
    }

    /// Reads everything as 32-bit floats, time x traces, and lends it to `body`.
    func withValues<Result>(
        _ body: (UnsafePointer<Float>) -> Result
    ) throws(HDF5Refusal) -> Result {
        let count = max(1, rowCount * traceCount)
        // The system says no where Swift would stop the process.
        guard let room = unsafe malloc(count * 4) else {
            throw HDF5Refusal("the samples of \(name) need more memory than is allowed")
        }
        defer { unsafe free(room) }
        let done = unsafe H5Dread(
            id, clearroad_h5_float(), clearroad_h5_all(), clearroad_h5_all(),
            clearroad_h5_default(), room)
        guard done >= 0 else { throw HDF5Refusal("the samples of \(name) cannot be read") }
        return unsafe body(UnsafePointer(room.bindMemory(to: Float.self, capacity: count)))
    }

    /// Sum of the squares of all finite samples.
    func energy() throws(HDF5Refusal) -> Double {
        let count = rowCount * traceCount
        return try unsafe withValues { values in
            var sum = 0.0
            for index in 0..<count {
                let value = unsafe Double(values[index])
                if value.isFinite { sum += value * value }
            }
            return sum
        }
    }
}
