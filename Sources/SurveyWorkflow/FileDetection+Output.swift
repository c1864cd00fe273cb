internal import FileAccess
public import SurveyModel

extension FileDetection {
    /// Endings alarms can be written to.
    public static let endings = ["csv", "geojson"]

    /// Refuses a target that cannot be written or is one of the sources, before any work is done.
    public static func checkTarget(_ path: String, sources: [String]) throws(WorkflowError) {
        guard endings.contains(Folder.fileExtension(of: path)) else {
            throw .impossible(
                reason: "\(path): alarms are written to a file ending in .csv or .geojson",
                hint: "give another --out")
        }
        for source in sources where Folder.isSameFile(source, path) {
            throw .impossible(
                reason: "\(path): this is a file that is read, it is not overwritten",
                hint: "give another --out")
        }
        for (place, source) in sources.enumerated() {
            for other in sources.prefix(place) where Folder.isSameFile(source, other) {
                throw .impossible(
                    reason: "\(source): this file is given twice, as a sweep or as blank ground",
                    hint: "give each file once")
            }
        }
        try OutputGuard.check(path)
    }

    /// Writes the alarms in the format of the ending.
    public static func write(_ alarms: [Alarm], to path: String) throws {
        let text =
            Folder.fileExtension(of: path) == "geojson"
            ? try AlarmTable.geoJSON(alarms, stamp: nil) : AlarmTable.csv(alarms)
        try DurableFile.write(text, to: path)
    }
}
