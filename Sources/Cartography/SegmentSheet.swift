internal import SurveyModel

/// The sheet a map of segments is drawn on: their ground, the frame round it and the margin of a stamp.
struct SegmentSheet {
    /// The ground of each segment, in the order given.
    let grounds: [SegmentGround]
    /// The frame, with the margin.
    let frame: RasterFrame
    /// The stamp, where the label has one.
    let strip: StampStrip?

    /// A sheet for the segments at `places` of `roads`.
    ///
    /// - Throws: as `StatusRaster.write`.
    init(
        _ places: [(road: String, rectangle: RoadRectangle)], roads: [Centreline],
        projection: MapProjection, pixelMetres: Double, label: ProductLabel
    ) throws(CartographyError) {
        let network = RoadNetwork(roads, projection: projection)
        var grounds: [SegmentGround] = []
        for place in places {
            grounds.append(try network.ground(of: place.rectangle, on: place.road))
        }
        var frame = try RasterFrame(around: grounds.flatMap(\.points), pixelMetres: pixelMetres)
        strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame)
        }
        self.grounds = grounds
        self.frame = frame
    }

    /// An empty canvas of its size.
    func canvas(worst: TileCanvas.Worst) -> TileCanvas {
        TileCanvas(width: frame.width, height: frame.height, worst: worst)
    }
}
