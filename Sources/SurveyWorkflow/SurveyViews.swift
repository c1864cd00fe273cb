internal import Cartography
internal import FileAccess
public import LandRelease
public import SurveyModel

/// What a survey can be asked: its record as a value, maps, exports, verification.
public enum SurveyViews: Sendable {
    /// The record and its head.
    public static func record(
        of survey: SurveyFolder
    ) throws -> (record: SurveyRecord, head: String) {
        let registry = try survey.registry(readOnly: true)
        return (registry.record, try registry.headsInWords())
    }

    /// How much of a segment is covered by evidence, for every class required.
    public static func coverage(
        of segment: SegmentRecord, in record: SurveyRecord
    ) throws -> [CoverageAccount] {
        try EvidenceCoverage(record: record).accounts(of: segment)
    }

    /// Writes one raster; where it `isStrip`, with the road pulled straight.
    public static func map(
        _ survey: SurveyFolder, layer: MapLayer, segment: String?, pixelMetres: Double?,
        isStrip: Bool = false, to path: String
    ) throws {
        try OutputGuard.check(path)
        let (record, head) = try record(of: survey)
        try SurveyMaps(survey: survey, record: record, state: .head(head))
            .write(
                layer, segment: segment, pixelMetres: pixelMetres, isStrip: isStrip, to: path)
    }

    /// Writes depth slices of the sweeps over one segment, or over all, as one raster, and tells what of which
    /// sweep is not shown; without `depths` four from 5 cm to 25 cm.
    ///
    /// - Throws: a refusal where a sweep's file is not the one registered, or nothing would be shown;
    ///   `Cancelled`. No raster is written then.
    public static func sliceMap(
        _ survey: SurveyFolder, segment: String?, depths: [ClosedRange<Double>]? = nil,
        pixelMetres: Double? = nil, to path: String, monitor: WorkMonitor = .silent
    ) throws -> [(sweep: String, warning: SweepWarning)] {
        try OutputGuard.check(path)
        let (record, head) = try record(of: survey)
        return try SurveyMaps(survey: survey, record: record, state: .head(head)).writeSlices(
            segment: segment, depths: depths, pixelMetres: pixelMetres, to: path,
            monitor: monitor)
    }

    /// Writes one raster for each kilometre of road, a VRT for each UTM zone and a list of all into the folder
    /// `layer` below `folder`, and gives the files written, how many tiles were up to date, and the files of
    /// tiles that are no more.
    ///
    /// - Throws: `Cancelled` between two tiles; finished ones stay and are not drawn again.
    public static func tiles(
        _ survey: SurveyFolder, layer: MapLayer, segment: String?, pixelMetres: Double?,
        into folder: String, monitor: WorkMonitor = .silent
    ) throws -> (written: [String], kept: Int, removed: [String]) {
        let isThere = Folder.isDirectory(folder)
        try OutputGuard.check(isThere ? folder + "/" + layer.rawValue + ".tif" : folder)
        let (record, head) = try record(of: survey)
        if !isThere { try Folder.create(folder) }
        let outcome = try SurveyMaps(survey: survey, record: record, state: .head(head))
            .writeTiles(
                layer, segment: segment, pixelMetres: pixelMetres, into: folder,
                monitor: monitor
            ).outcome
        return (outcome.written, outcome.kept, outcome.removed)
    }

    /// Writes the record as vectors, and styles beside a file that can hold none.
    ///
    /// - Returns: the files or the folder that were written.
    @discardableResult
    public static func export(
        _ survey: SurveyFolder, to path: String, isPublic: Bool, crs: String? = nil
    ) throws -> [String] {
        // Tables go into a folder, which may be there.
        let isFolder = try VectorFormat(path: path) == .csvFolder && Folder.isDirectory(path)
        try OutputGuard.check(isFolder ? path + "/table.csv" : path)
        let (record, head) = try record(of: survey)
        return try RecordExport(survey: survey, record: record, head: head)
            .write(to: path, isPublic: isPublic, crs: crs, withStyles: true)
    }

    /// Every event in order.
    public static func events(of survey: SurveyFolder) throws -> [Event] {
        try survey.registry(readOnly: true).events()
    }

    /// Checks the survey in the folder `path` against itself; where it `hashesFiles`, every raw file and
    /// all evidence is read, else only their sizes and times are looked at.
    ///
    /// - Throws: `WorkflowError.notASurvey` where there is no registry; `Cancelled`, in which case the
    ///   hashing goes on where it stopped when called again.
    public static func verify(
        _ path: String, expectedHead: String?, hashesFiles: Bool = false,
        clock: WallClock = .system, monitor: WorkMonitor = .silent
    ) throws -> VerificationResult {
        let registry = path + "/" + SurveyFolder.registryName
        guard Folder.exists(registry) else {
            throw WorkflowError.notASurvey(path: path, missing: SurveyFolder.registryName)
        }
        var result = Verification.findings(
            of: registry, surveyFolder: path, expectedHead: expectedHead
        ) { record in
            CoverageAudit.findings(record) + AreaLedger.findings(record)
                + SearchCoverage.findings(record) + KeptStatus.findings(in: path, record)
        }
        if let (events, record) = result.read {
            let signatures = SignatureAudit(events: events, record: record)
            result.approvals = signatures.lines
            result.findings += signatures.findings
            result.notes += record.authorityNotes
        }
        if hashesFiles {
            let hashed = try FileAudit.hashedFindings(
                result.files, in: path, at: clock.now(), monitor: monitor)
            let quick = Set(result.quickFindings)
            result.findings = result.findings.filter { !quick.contains($0) } + hashed.findings
            let quickNotes = Set(result.quickNotes)
            result.notes = hashed.notes + result.notes.filter { !quickNotes.contains($0) }
        }
        return result
    }

    /// Makes the layers of the registry anew from its events.
    public static func rebuild(_ path: String) throws {
        let registry = path + "/" + SurveyFolder.registryName
        guard Folder.exists(registry) else {
            throw WorkflowError.notASurvey(path: path, missing: SurveyFolder.registryName)
        }
        try Registry.rebuild(registry)
    }
}
