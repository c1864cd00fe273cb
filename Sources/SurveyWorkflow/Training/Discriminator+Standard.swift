internal import Foundation
public import MineDetection

extension Discriminator {
    /// The discriminator that comes with the program; `nil` where there is none.
    public static let standard: Discriminator? = nil
}
