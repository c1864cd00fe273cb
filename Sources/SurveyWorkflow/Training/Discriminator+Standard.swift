internal import Foundation
public import MineDetection

extension Discriminator {
    /// The discriminator that comes with the program; `nil` where it cannot be read, which a test holds.
    public static let standard: Discriminator? = try? DiscriminatorFile.decoded(
        Data(StandardDiscriminatorText.json.utf8), name: "the discriminator of the program")
}
