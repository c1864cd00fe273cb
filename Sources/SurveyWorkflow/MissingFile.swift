internal import Cartography
internal import FileAccess
internal import Instruments
internal import LandRelease
internal import SurveyModel

/// Looks for the file a person most likely meant where the one named is missing.
public enum MissingFile: Sendable {
    /// Folders with more names are not looked through.
    static let mostNames = 10_000

    /// "did you mean lane_03.DZT?", `nil` where `error` is not about a missing file or its folder
    /// holds no name like it.
    public static func suggestion(for error: any Error) -> String? {
        guard let path = missingPath(error), !path.isEmpty, !path.utf8.contains(0) else {
            return nil
        }
        let name = Folder.name(of: path)
        let listed = try? Folder.names(in: Folder.parent(of: path), limit: mostNames)
        guard let names = listed ?? nil,
            let near = NearMiss.suggestion(for: name, among: names.filter { $0 != name })
        else { return nil }
        return "did you mean \(near)?"
    }

    private static func missingPath(_ error: any Error) -> String? {
        switch error {
        case FileError.missing(let path): path
        case InstrumentError.file(.missing(let path)): path
        case LandReleaseError.file(.missing(let path)): path
        case CartographyError.file(.missing(let path)): path
        default: nil
        }
    }
}
