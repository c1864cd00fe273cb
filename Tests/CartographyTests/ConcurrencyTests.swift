import Cartography
import SurveyModel
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
    @Test func `maps drawn at the same time with one projection are the same map`() async throws {
        let folder = try TemporaryFolder()
        let projection = try MapProjection(crs: "EPSG:32634")
        let segment = StatusSegment(
            id: "A", road: "practice", rectangle: rectangle(0, 40, 4, 8), standing: .cleared)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try StatusRaster.write(
                        StatusMap(segments: [segment]), roads: [straightRoad()],
                        projection: projection,
                        label: ProductLabel(purpose: .operation, facts: [:]),
                        to: folder.file("\(number).tif"))
                }
            }
            try await group.waitForAll()
        }
        let first = content(folder.file("0.tif"))
        #expect(!first.isEmpty)
        for number in 1..<4 { #expect(content(folder.file("\(number).tif")) == first) }
    }
}
