internal import Evaluation
internal import Foundation
internal import MineDetection

/// What lies under an echo of a lane with known truth.
enum EchoLabel: Hashable, Sendable {
    /// Within the halo of the mine with this place in the truth.
    case mine(Int)
    /// Within the halo of another object.
    case object(Int)
    /// Outside all halos, but so near to a mine's that it may be part of its echo.
    case near
    /// Ground without an object.
    case ground

    /// Margin of halos, and how far beyond a mine's halo ground is left out (m).
    static let haloMarginMetres = 0.10
    static let nearMetres = 0.10

    /// What lies at a place among `targets`.
    init(xMetres: Double, yMetres: Double, among targets: [Target]) {
        let reached = targets.enumerated().map { place, target in
            (
                place: place, target: target,
                beyond: hypot(target.xMetres - xMetres, target.yMetres - yMetres)
                    - target.haloMetres(margin: Self.haloMarginMetres)
            )
        }
        func nearest(_ isMine: Bool) -> (place: Int, target: Target, beyond: Double)? {
            reached.filter { $0.target.isMine == isMine }.min { $0.beyond < $1.beyond }
        }
        let mine = nearest(true)
        if let mine, mine.beyond <= 0 {
            self = .mine(mine.place)
        } else if let object = nearest(false), object.beyond <= 0 {
            self = .object(object.place)
        } else if let mine, mine.beyond <= Self.nearMetres {
            self = .near
        } else {
            self = .ground
        }
    }
}

/// An echo with what lies under it.
struct LabelledEcho: Sendable {
    /// Place of its lane among those gathered.
    var lane: Int
    var echo: Echo
    var label: EchoLabel
}
