/// What is told of strengths in and beside their raster.
enum StrengthSidecar {
    static let unit = "dB"

    /// Facts of a band, in order of name.
    static func facts(
        of band: StrengthRaster.Band, isStamped: Bool
    ) -> [(name: String, text: String)] {
        var facts = band.facts
        facts["RANGE"] = "strengths are held within 60 dB of the median"
        facts["OVERVIEWS"] = "the strongest of all pixels below; nodata only where all are"
        if isStamped {
            let value = Int(StrengthRaster.stampValue)
            facts["VALUE_\(value)"] = "letters of a stamp, no strength"
            facts["VALUE_-\(value)"] = "the plate behind them, no strength"
        }
        return facts.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
    }

    /// The `.aux.xml`: limits of the claim, and of each band its statistics without a stamp, by
    /// which programs choose their colours.
    static func xml(
        bands: [StrengthRaster.Band], canvases: [StrengthCanvas], label: ProductLabel
    ) -> String {
        var lines = ["<PAMDataset>"]
        let items = ["CLAIM": label.facts["CLAIM"], "STAMP": label.stamp].compactMapValues { $0 }
        if !items.isEmpty { lines.append("  " + metadata(items)) }
        for (number, (band, canvas)) in zip(bands, canvases).enumerated() {
            var own = statistics(of: canvas)
            own.merge(facts(of: band, isStamped: label.stamp != nil).map { ($0.name, $0.text) }) {
                $1
            }
            lines += [
                "  <PAMRasterBand band=\"\(number + 1)\">",
                "    <Description>\(AttributeTable.escaped(band.description))</Description>",
                "    <UnitType>\(unit)</UnitType>", "    " + metadata(own),
                "  </PAMRasterBand>",
            ]
        }
        return (lines + ["</PAMDataset>", ""]).joined(separator: "\n")
    }

    private static func metadata(_ items: [String: String]) -> String {
        let all = items.sorted { $0.key < $1.key }.map {
            "<MDI key=\"\($0.key)\">\(AttributeTable.escaped($0.value))</MDI>"
        }
        return "<Metadata>" + all.joined() + "</Metadata>"
    }

    /// GDAL's names for the range, mean and spread of a band; none where it is empty.
    private static func statistics(of canvas: StrengthCanvas) -> [String: String] {
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        var (low, high) = (Float.infinity, -Float.infinity)
        canvas.forEachValue { value in
            count += 1
            sum += Double(value)
            squares += Double(value) * Double(value)
            low = min(low, value)
            high = max(high, value)
        }
        guard count > 0 else { return [:] }
        let mean = sum / count
        return [
            "STATISTICS_MINIMUM": "\(low)", "STATISTICS_MAXIMUM": "\(high)",
            "STATISTICS_MEAN": "\(mean)",
            "STATISTICS_STDDEV": "\(max(0, squares / count - mean * mean).squareRoot())",
        ]
    }
}
