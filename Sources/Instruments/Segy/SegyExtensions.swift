internal import SurveyModel

/// Fields of the file header that SEG-Y revision 2 added (SEG Technical Standards Committee, 2017).
///
/// They are looked at only where the file says revision 2, and never where they are unset.
struct SegyExtensions {
    /// Samples of each trace, at byte 3268.
    private(set) var samplesPerTrace: Int?
    /// Sample interval as a float, at byte 3272, in the unit of the 16-bit field.
    private(set) var interval: Double?
    /// Said where the byte-order constant at byte 3296 is not what the sample format tells.
    private(set) var orderWarning: SweepWarning?
    private var addedTraceHeaders = 0

    init(_ fields: HeaderFields, revision: Int) {
        guard revision >= 2 else { return }
        let samples = fields.int32(3268)
        samplesPerTrace = samples > 0 ? samples : nil
        let interval = fields.float64(3272)
        self.interval = interval > 0 && interval < 1e12 ? interval : nil
        addedTraceHeaders = fields.int32(3506)
        let order = fields.uint32(3296)
        if order != 0 && order != 0x0102_0304 {
            orderWarning = SweepWarning(
                code: "byte-order-contradicted",
                text: "the byte-order constant is not what the sample format tells; the byte order "
                    + "that gives a known sample format is used")
        }
    }

    /// - Throws: `InstrumentError.damaged` where traces have headers of more than 240 bytes.
    func check(path: String) throws(InstrumentError) {
        guard addedTraceHeaders == 0 else {
            throw .damaged(
                path: path, atByte: 3506,
                reason: "\(addedTraceHeaders) additional headers per trace are announced, such "
                    + "files are not read")
        }
    }
}
