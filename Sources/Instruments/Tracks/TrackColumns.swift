/// Which columns of a table hold what of a fix.
struct TrackColumns {
    enum Column: CaseIterable {
        case trace, time, utc, latitude, longitude, elevation, accuracy, quality, dilution, geoid
        case easting, northing
    }

    let separator: Character
    /// The place of each column that is there.
    let places: [Column: Int]

    /// Names in small letters, without blanks, underscores, hyphens and units.
    private static let names: [Column: [String]] = [
        .trace: ["trace", "traceno", "tracenr", "tracenumber", "traces", "scan", "scannumber"],
        .time: ["time", "datetime", "date/time", "timestamp", "localtime"],
        .utc: ["utc", "utctime", "timeutc", "utcdatetime", "gpstimeutc"],
        .latitude: ["latitude", "lat"],
        .longitude: ["longitude", "lon", "long", "lng"],
        .elevation: ["elevation", "alt", "altitude", "elev", "height", "z"],
        .accuracy: ["accuracy", "hacc", "horizontalaccuracy", "accuracym"],
        .quality: ["quality", "fixquality", "gpsquality"],
        .dilution: ["hdop"],
        .geoid: ["geoid", "geoidheight", "geoidseparation", "geoidm"],
        .easting: ["easting", "east", "e", "x", "utmx", "eastings"],
        .northing: ["northing", "north", "n", "y", "utmy", "northings"],
    ]

    /// The columns a header line names; `nil` where it names none.
    init?(_ header: String) {
        guard let separator = ["\t", ";", ","].first(where: header.contains) as Character? else {
            return nil
        }
        self.separator = separator
        var places: [Column: Int] = [:]
        for (place, cell) in Self.cells(header, separator).enumerated() {
            let name = Self.plain(cell)
            for column in Column.allCases
            where places[column] == nil && Self.names[column]?.contains(name) == true {
                places[column] = place
            }
        }
        guard !places.isEmpty else { return nil }
        self.places = places
    }

    /// Whether places on the Earth or on a map are among the columns.
    var holdPlaces: Bool {
        (places[.latitude] != nil && places[.longitude] != nil)
            || (places[.easting] != nil && places[.northing] != nil)
    }

    /// The cells of a line; quotes round a cell may hold separators.
    static func cells(_ line: String, _ separator: Character) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        for letter in line {
            if letter == "\"" {
                isQuoted.toggle()
            } else if letter == separator && !isQuoted {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(letter)
            }
        }
        return cells + [cell]
    }

    private static func plain(_ name: String) -> String {
        let name = name.lowercased().prefix { $0 != "(" && $0 != "[" }
        return String(name.filter { !" _-\t.#\u{FEFF}".contains($0) })
    }
}

extension TrackColumns.Column: Hashable {}
