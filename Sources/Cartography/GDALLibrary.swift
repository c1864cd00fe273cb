internal import CGDAL
internal import SurveyModel

/// The GDAL library, started once, silent and offline.
enum GDALLibrary {
    private static let started: Bool = {
        unsafe CPLSetErrorHandler(CPLQuietErrorHandler)
        OSRSetPROJEnableNetwork(0)
        // Else a twentieth of the machine's memory, for blocks of files that are in memory anyhow.
        GDALSetCacheMax64(64 << 20)
        GDALAllRegister()
        return true
    }()

    /// Starts it; every use of GDAL goes through here first.
    static func start() { _ = started }

    /// Forgets the last error, so that the next one read belongs to the next call.
    static func clearError() { CPLErrorReset() }

    /// GDAL's words for what went wrong last in this thread.
    static var lastError: String {
        guard let text = unsafe CPLGetLastErrorMsg() else { return "no reason given" }
        let message = unsafe String(cString: text)
        return message.isEmpty ? "no reason given" : message
    }
}

/// A list of `KEY=VALUE` texts as C wants it.
///
/// Safe: the list is made here, handed to C only while this value lives, and freed once.
@safe struct GDALOptions: ~Copyable {
    private var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

    init(_ pairs: KeyValuePairs<String, String>) {
        for (key, value) in pairs { unsafe list = CSLSetNameValue(list, key, value) }
    }

    /// The texts as they are, without a key.
    init(texts: [String]) {
        for text in texts { unsafe list = CSLAddString(list, text) }
    }

    deinit { unsafe CSLDestroy(list) }

    mutating func set(_ key: String, _ value: String) {
        unsafe list = CSLSetNameValue(list, key, value)
    }

    /// Lends the list to `body`.
    func withList<Result>(
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
    ) -> Result {
        unsafe body(list)
    }
}

/// An open dataset of GDAL, raster or vector.
///
/// Safe: the handle is closed once, and lent only to the code that is handed this value.
@safe struct GDALDataset: ~Copyable {
    let handle: GDALDatasetH

    /// Takes over `handle`.
    init(owning handle: GDALDatasetH) { unsafe self.handle = unsafe handle }

    deinit { unsafe GDALClose(handle) }

    /// Creates a dataset with a driver.
    static func create(
        driver: String, at file: borrowing MemoryFile, width: Int32 = 0, height: Int32 = 0,
        bands: Int32 = 0, type: GDALDataType = GDT_Unknown, options: borrowing GDALOptions
    ) throws(CartographyError) -> GDALDataset {
        GDALLibrary.start()
        GDALLibrary.clearError()
        guard let found = unsafe GDALGetDriverByName(driver) else {
            throw .notWritten(path: file.displayPath, reason: "GDAL was built without \(driver)")
        }
        let path = file.path
        let made = unsafe options.withList {
            unsafe GDALCreate(found, path, width, height, bands, type, $0)
        }
        guard let made = unsafe made else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        return unsafe GDALDataset(owning: made)
    }

    /// Opens the vector file `name`, which stands for `original`, for reading by one driver alone.
    static func open(
        _ name: String, driver: String, original: String
    ) throws(CartographyError) -> GDALDataset {
        GDALLibrary.start()
        GDALLibrary.clearError()
        guard unsafe GDALGetDriverByName(driver) != nil else {
            throw .missingDriver(path: original, driver: driver)
        }
        let drivers = GDALOptions(texts: [driver])
        let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY)
        let opened = unsafe drivers.withList { list in
            // The C function wants a list of constant texts; it is the same list.
            let names = unsafe UnsafeRawPointer(list)?.assumingMemoryBound(
                to: UnsafePointer<CChar>?.self)
            return unsafe GDALOpenEx(name, flags, names, nil, nil)
        }
        let isJSON = driver == "GeoJSON"
        guard let opened = unsafe opened else {
            guard isJSON else {
                throw .unusableFeatures(
                    path: original, feature: nil,
                    reason: "it cannot be opened (\(GDALLibrary.lastError))")
            }
            throw .notGeoJSON(path: original, reason: "no GeoJSON features were found")
        }
        let dataset = unsafe GDALDataset(owning: opened)
        guard CPLGetLastErrorType() != CE_Failure else {
            throw isJSON
                ? .notGeoJSON(path: original, reason: GDALLibrary.lastError)
                : .unusableFeatures(path: original, feature: nil, reason: GDALLibrary.lastError)
        }
        return dataset
    }

    /// Opens the GeoTIFF `name`, which stands for `original`, for reading.
    static func openRaster(
        _ name: String, original: String
    ) throws(CartographyError) -> GDALDataset {
        GDALLibrary.start()
        GDALLibrary.clearError()
        let drivers = GDALOptions(texts: ["GTiff"])
        let flags = UInt32(GDAL_OF_RASTER | GDAL_OF_READONLY)
        let opened = unsafe drivers.withList { list in
            // The C function wants a list of constant texts; it is the same list.
            let names = unsafe UnsafeRawPointer(list)?.assumingMemoryBound(
                to: UnsafePointer<CChar>?.self)
            return unsafe GDALOpenEx(name, flags, names, nil, nil)
        }
        guard let opened = unsafe opened else {
            throw .notWritten(path: original, reason: GDALLibrary.lastError)
        }
        return unsafe GDALDataset(owning: opened)
    }

    /// Copies it into a new file of another driver.
    func copy(
        driver: String, to file: borrowing MemoryFile, options: borrowing GDALOptions
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        guard let found = unsafe GDALGetDriverByName(driver) else {
            throw .notWritten(path: file.displayPath, reason: "GDAL was built without \(driver)")
        }
        let path = file.path
        let made = unsafe options.withList {
            unsafe GDALCreateCopy(found, path, handle, 1, $0, nil, nil)
        }
        guard let made = unsafe made else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        // Closing writes the rest of the file, so an error shows only then.
        GDALLibrary.clearError()
        unsafe GDALClose(made)
        try GDALLibrary.check(path: file.displayPath)
    }
}

extension GDALLibrary {
    /// Throws where a call since the last `clearError` failed.
    static func check(path: String) throws(CartographyError) {
        let kind = CPLGetLastErrorType()
        guard kind == CE_Failure || kind == CE_Fatal else { return }
        throw .notWritten(path: path, reason: lastError)
    }
}
