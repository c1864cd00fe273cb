// swift-tools-version: 6.2
// ClearRoad: GPR sweeps in, alarms, honest coverage and a land-release record out.
import PackageDescription

/// Settings every Swift target of the package is compiled with.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
    .treatWarning("ExplicitSendable", as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, swiftSettings: strict,
        linkerSettings: [.linkedLibrary("m")])
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: strict)
}

/// Targets for libFuzzer, which bring their own `main`: built only where CLEARROAD_FUZZ is set.
let fuzzTargets: [Target] =
    [
        "SEGY", "SU", "DZT", "DT1", "MALA", "ImpulseRadar", "IDS", "GprMax", "Track", "Sidecar",
    ].map { name in
        .executableTarget(
            name: "Fuzz" + name, dependencies: ["FuzzHarness"], path: "Tests/Fuzzing/Fuzz" + name,
            swiftSettings: strict)
    }

let package = Package(
    name: "ClearRoad",
    products: [.executable(name: "clearroad", targets: ["clearroad"])],
    targets: [
        .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

        library("SurveyModel"),
        library("CommandLineKit", ["SurveyModel"]),
        library("FileAccess", ["SurveyModel"]),
        library("Fingerprint", ["SurveyModel", "FileAccess", "CCrypto"]),
        // Inner loops for more than one instruction set, chosen at run time, which Swift cannot say.
        .target(name: "CKernels"),
        library("Symbology", ["SurveyModel"]),
        library("SignalKit", ["CFFTW", "CKernels"]),
        library("Archives", ["SurveyModel", "FileAccess", "CZip"]),
        // Boost.Math is made of C++ templates: this target gives its functions C names.
        .target(name: "CBoostMath"),
        library("Statistics", ["SurveyModel", "CBoostMath"]),
        library("Pictures", ["SurveyModel", "FileAccess", "CCairo"]),
        library("Instruments", ["SurveyModel", "FileAccess", "CHDF5"]),
        library("RadarProcessing", ["SurveyModel", "SignalKit"]),
        library("MineDetection", ["SurveyModel", "SignalKit", "Statistics"]),
        library("SyntheticGround", ["SurveyModel", "SignalKit"]),
        library("Evaluation", ["SurveyModel", "Statistics"]),
        library("Reporting", ["SurveyModel", "Symbology"]),
        library(
            "LandRelease", ["SurveyModel", "FileAccess", "Fingerprint", "Symbology", "CSQLite"]),
        library("Cartography", ["SurveyModel", "FileAccess", "Symbology", "CGDAL", "CPROJ"]),
        library(
            "SurveyWorkflow",
            [
                "SurveyModel", "FileAccess", "Fingerprint", "Instruments", "RadarProcessing",
                "MineDetection", "LandRelease", "Cartography", "Pictures", "SyntheticGround",
                "Statistics", "Evaluation", "Reporting", "Archives", "Symbology",
            ]),
        .executableTarget(
            name: "clearroad",
            dependencies: [
                "CommandLineKit", "SurveyModel", "SurveyWorkflow", "Instruments", "LandRelease",
                "MineDetection", "SyntheticGround", "Evaluation", "Statistics",
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "ClearRoadBenchmarks",
            dependencies: [
                "Cartography", "FileAccess", "Fingerprint", "Instruments", "LandRelease",
                "RadarProcessing",
                "SignalKit", "SurveyModel", "SurveyWorkflow", "SyntheticGround",
            ],
            path: "Benchmarks/ClearRoadBenchmarks", swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["SurveyModel"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "FuzzHarness", dependencies: ["Instruments", "SurveyModel"],
            path: "Tests/Fuzzing/FuzzHarness", swiftSettings: strict),
        .executableTarget(
            name: "FuzzReplay", dependencies: ["FuzzHarness", "FileAccess"],
            path: "Tests/Fuzzing/FuzzReplay", swiftSettings: strict),
        // Writes HDF5 files with something wrong, for the tests of the reader of gprMax.
        .target(name: "OddHDF5", dependencies: ["CHDF5"], path: "Tests/OddHDF5"),
        tests("SurveyModel"), tests("CommandLineKit"), tests("FileAccess"),
        tests("Fingerprint", ["FileAccess", "SurveyModel"]),
        tests("Archives", ["FileAccess"]),
        tests("Symbology"), tests("SignalKit"), tests("Pictures", ["SurveyModel"]),
        tests("Statistics"), tests("Evaluation", ["SurveyModel", "Statistics"]),
        tests("Reporting", ["SurveyModel"]),
        tests(
            "Instruments", ["SurveyModel", "FileAccess", "FuzzHarness", "clearroad", "OddHDF5"]),
        tests("RadarProcessing", ["SurveyModel", "SignalKit"]),
        tests("MineDetection", ["SurveyModel", "SignalKit"]),
        tests("SyntheticGround", ["SurveyModel", "SignalKit"]),
        tests("LandRelease", ["SurveyModel", "FileAccess", "Fingerprint", "Symbology"]),
        tests("Cartography", ["SurveyModel", "FileAccess", "Fingerprint", "Symbology"]),
        tests(
            "SurveyWorkflow",
            [
                "SurveyModel", "FileAccess", "Fingerprint", "Instruments", "LandRelease",
                "Cartography", "MineDetection", "RadarProcessing", "SyntheticGround", "Evaluation",
                "Statistics", "Pictures",
            ]
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "TestSupport", "clearroad", "SurveyModel", "Instruments", "FileAccess", "Archives",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

if Context.environment["CLEARROAD_FUZZ"] != nil { package.targets += fuzzTargets }
