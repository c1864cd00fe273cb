/// Which columns of a table hold what of a fix.
struct TrackColumns {
    enum Column: CaseIterable {
        case trace, time, utc, latitude, longitude, elevation, accuracy, quality, dilution, geoid
        case easting, northing
    }

    let separator: UInt8
    /// The place of each column that is there.
    let places: [Column: Int]
    /// Whether there are more columns than are looked at.
    let isTooWide: Bool

    /// Most columns of a table.
    static let most = 64

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
    init?(_ header: ArraySlice<UInt8>) {
        // Tabs go before semicolons before commas.
        guard let separator = [0x09, 0x3B, 0x2C].first(where: header.contains) as UInt8? else {
            return nil
        }
        self.separator = separator
        let cells = Self.cells(header, separator, most: Self.most + 1)
        isTooWide = cells.count > Self.most
        var places: [Column: Int] = [:]
        for (place, cell) in cells.prefix(Self.most).enumerated() {
            let name = Self.plain(TextLines.text(cell.prefix(256)))
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

    /// The first cells of a line, at most `most`; quotes round a cell may hold separators.
    static func cells(
        _ line: ArraySlice<UInt8>, _ separator: UInt8, most: Int = most
    ) -> [ArraySlice<UInt8>] {
        var cells: [ArraySlice<UInt8>] = []
        cells.reserveCapacity(8)
        var start = line.startIndex
        var isQuoted = false
        var hasQuotes = false
        func cell(_ end: Int) -> ArraySlice<UInt8> {
            hasQuotes ? ArraySlice(line[start..<end].filter { $0 != 0x22 }) : line[start..<end]
        }
        for place in line.indices {
            let letter = line[place]
            if letter == 0x22 {
                isQuoted.toggle()
                hasQuotes = true
            } else if letter == separator && !isQuoted {
                cells.append(cell(place))
                guard cells.count < most else { return cells }
                start = place + 1
                hasQuotes = false
            }
        }
        cells.append(cell(line.endIndex))
        return cells
    }

    private static func plain(_ name: String) -> String {
        let name = name.lowercased().prefix { $0 != "(" && $0 != "[" }
        return String(name.filter { !" _-\t.#\u{FEFF}".contains($0) })
    }
}

extension TrackColumns.Column: Hashable {}
