/// Where the strips of a sheet of slices stand, with one scale for x and y.
///
/// A lane much longer than wide is cut into strips of equal length, one below the other, so that its
/// width can be seen; of very long lanes the strips become thinner instead of more.
struct SliceLayout: Equatable {
    /// Pixels per metre, in x and y.
    let pixelsPerMetre: Double
    /// Strips of each slice.
    let stripCount: Int
    /// Length of each strip (m).
    let stripMetres: Double
    /// Width and height of the data of each strip (pixels).
    let plotWidth: Int
    let plotHeight: Int

    /// Strips of a slice up to which their height is kept.
    private static let mostStrips = 8
    private static let wantedHeight = 84.0
    private static let leastHeight = 12.0
    private static let mostHeight = 460.0

    /// Strips at most `width` pixels wide for an area of `lengthMetres` x `breadthMetres`.
    init(lengthMetres: Double, breadthMetres: Double, width: Int) {
        let room = Double(width)
        let whole = min(room / lengthMetres, Self.mostHeight / breadthMetres)
        let count: Int
        if whole * breadthMetres >= Self.wantedHeight {
            count = 1
            pixelsPerMetre = whole
        } else {
            let wanted = lengthMetres * Self.wantedHeight / breadthMetres / room
            let least = lengthMetres * Self.leastHeight / breadthMetres / room
            count = Int(max(1, min(wanted.rounded(), Double(Self.mostStrips)), least.rounded(.up)))
            pixelsPerMetre = room * Double(count) / lengthMetres
        }
        stripCount = count
        stripMetres = lengthMetres / Double(count)
        plotWidth = max(1, Int((stripMetres * pixelsPerMetre).rounded()))
        plotHeight = max(1, Int((breadthMetres * pixelsPerMetre).rounded()))
    }
}
