internal import Cartography
internal import FileAccess
internal import Instruments
internal import SurveyModel

/// Whether a file is made up, so that what is made of it bears the stamp.
enum Simulation {
    /// The words that stand on it.
    static let stamp = ProductLabel.demonstrationStamp

    /// Whether the file says so itself, or lies in a survey whose purpose is demonstration.
    static func isDeclared(_ outline: SweepOutline) -> Bool {
        let isOurs = outline.instrument.maker == SimulationStory.maker
        if isOurs || outline.isSimulated
            || outline.warnings.contains(where: { $0.code == "simulated" })
        {
            return true
        }
        guard let path = outline.files.first, let real = Folder.resolved(path) else {
            return false
        }
        var folder = Folder.parent(of: real)
        while folder != "/" {
            let settings = folder + "/" + SettingsFile.name
            if Folder.exists(settings) {
                return (try? SettingsFile.read(settings))?.purpose == .demonstration
            }
            folder = Folder.parent(of: folder)
        }
        return false
    }
}
