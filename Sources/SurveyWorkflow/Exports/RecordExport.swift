internal import Archives
internal import Cartography
internal import FileAccess
internal import LandRelease
internal import SurveyModel

/// The record as vector layers.
struct RecordExport: Sendable {
    let survey: SurveyFolder
    let record: SurveyRecord
    let head: String

    /// Writes the layers to `path`, whose ending chooses the format, and styles beside a file that can hold none
    /// where `withStyles`.
    ///
    /// `isPublic` shows released ground alone, as `PublicRecord` says. With a `crs`, shapes are in it.
    /// Everything is made in memory and written under temporary names before any of it gets its own.
    /// - Returns: the files or the folder that were written.
    @discardableResult
    func write(
        to path: String, isPublic: Bool, crs: String? = nil, withStyles: Bool = false
    ) throws -> [String] {
        let format = try VectorFormat(path: path)
        let projection = try crs.map { try MapProjection(crs: $0) }
        let shown = isPublic ? PublicRecord(record) : nil
        let layers = try shown.map { try publicLayers($0) } ?? restrictedLayers()
        let kept = layers.filter { !$0.features.isEmpty || $0.name == "segment" }
        let files = try VectorExport.files(
            of: kept, label: label(shown, projection),
            date: record.lastAt ?? "1970-01-01T00:00:00Z", as: format, projection: projection,
            for: path)
        let stamp = label(shown, projection).stamp
        let comment =
            (stamp.map { $0 + "; " } ?? "") + (isPublic ? "public" : "RESTRICTED") + "; ClearRoad"
        if format == .csvFolder { return try writeFolder(files, path) }
        let staged = StagedFiles()
        if format.isArchive {
            try zip(files, comment, to: staged.path(for: path))
        } else if let file = files.first {
            try DurableFile.write(file.bytes, to: staged.path(for: path))
        }
        var written = [path]
        if withStyles, format == .geoJSON || format == .csv {
            let styles = Self.stylePath(of: path)
            try OutputGuard.check(styles)
            try zip(VectorExport.styles(of: kept), comment, to: staged.path(for: styles))
            written.append(styles)
        }
        try staged.commit()
        return written
    }

    /// Where the styles of a file that can hold none are written: `a-styles.zip` for `a.geojson`.
    static func stylePath(of path: String) -> String {
        let ending = Folder.fileExtension(of: path)
        return String(path.dropLast(ending.isEmpty ? 0 : ending.utf8.count + 1)) + "-styles.zip"
    }

    private func zip(_ files: [ExportFile], _ comment: String, to path: String) throws {
        try ZipWriter.write(
            files.map { ZipMember($0.name, .bytes($0.bytes)) }, comment: comment, isPacked: true,
            to: path)
    }

    /// Tables into a folder of their own: next to an older, restricted table nothing public is written.
    private func writeFolder(_ files: [ExportFile], _ path: String) throws -> [String] {
        let isNew = !Folder.isDirectory(path)
        if !isNew {
            let others = try Folder.names(in: path).filter { name in
                !files.contains { $0.name == name }
            }
            if let other = others.first {
                throw WorkflowError.impossible(
                    reason: "\(path): the folder holds \(other), which is not of this export",
                    hint: "name an empty folder, or one that does not exist")
            }
        }
        try Folder.create(path)
        do {
            let staged = StagedFiles()
            for file in files {
                let target = path + "/" + file.name
                // A new folder, too, may stand where only the survey itself writes.
                try OutputGuard.check(target)
                try DurableFile.write(file.bytes, to: staged.path(for: target))
            }
            try staged.commit()
        } catch {
            // What was there before stays; a new folder that is not empty holds whole files only.
            if isNew { try? Folder.removeEmpty(path) }
            throw error
        }
        return [path]
    }

    /// What the export says about itself; a public one tells nothing of ground that is not shown.
    private func label(_ shown: PublicRecord?, _ projection: MapProjection?) -> ProductLabel {
        var label = SurveyMaps(survey: survey, record: record, state: .head(head)).label(nil)
        label.facts["CRS"] = projection.map { "\($0.crs) (\($0.name))" } ?? "WGS 84 (EPSG:4326)"
        label.facts["HANDLING"] =
            shown == nil ? "RESTRICTED: not for publication" : "public"
        guard let shown else { return label }
        label.facts["DEPTHS_M"] = nil
        label.facts["SETTINGS"] = nil
        let waivers = shown.segments.flatMap { segment in
            record.shownWaivers(on: segment.id).map { "\(segment.id) \($0.code)" }
        }
        label.facts["WAIVERS"] = waivers.isEmpty ? nil : waivers.joined(separator: ", ")
        label.facts["NOT_SHOWN"] =
            "Ground that is not shown is not released, or lies near ground that is not. "
            + "\(record.segments.count - shown.segments.count) of \(record.segments.count) "
            + "segments are left out."
        return label
    }

    private func restrictedLayers() throws -> [VectorLayer] {
        let evidence = EvidenceCoverage(record: record)
        let accounts = try record.segments.map { try evidence.accounts(of: $0) }
        return [
            roads(record.roads), segments(accounts), sweeps, try gaps(accounts, evidence), alarms,
            finds, reports, seeds,
        ]
    }

    private func publicLayers(_ shown: PublicRecord) throws -> [VectorLayer] {
        [roads(shown.roads), releasedSegments(shown.segments)]
    }
}
