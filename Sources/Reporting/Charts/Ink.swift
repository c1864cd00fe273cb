/// Colours of what is not data.
enum Ink {
    static let text = "#222222"
    static let quiet = "#595959"
    static let axis = "#595959"
    static let grid = "#e2e2e2"
    static let paper = "#ffffff"
}
