// Made by Benchmarks/embed-discriminator.py; Surveys/trial-lanes/README.md tells from what.

/// The discriminator that comes with the program, as `clearroad train` wrote it.
enum StandardDiscriminatorText {
    static let json = #"""
        {}
        """#
}
