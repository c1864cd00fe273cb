import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct CompanionTests {
    private func companion(
        _ path: String, _ endings: [String], owners: [String]? = nil, among names: [String]
    ) -> String? {
        let files = Dictionary(uniqueKeysWithValues: names.map { ($0, [UInt8]()) })
        return FileSource.recorded(files).companion(of: path, endings: endings, owners: owners)
    }

    @Test("A companion in another case is taken where it is no other line's")
    func cases() {
        #expect(companion("d/a.dt1", ["hd"], among: ["d/a.dt1", "d/A.HD"]) == "d/A.HD")
        #expect(companion("d/a.dt1", ["hd"], among: ["d/a.dt1", "d/A.HD", "d/A.DT1"]) == nil)
        #expect(companion("d/a.dt1", ["hd"], among: ["d/a.dt1", "d/A.HD", "d/A.dt1"]) == nil)
        #expect(companion("d/A.DT1", ["hd"], among: ["d/a.dt1", "d/A.HD", "d/A.DT1"]) == "d/A.HD")
        #expect(companion("d/A.hd", ["dt1"], among: ["d/A.hd", "d/a.dt1", "d/a.HD"]) == nil)
        let twins = ["d/a.dt1", "d/a.hd", "d/A.HD", "d/A.DT1"]
        #expect(companion("d/a.dt1", ["hd"], among: twins) == "d/a.hd")
        // Files of another folder or another stem do not count.
        #expect(companion("d/a.dt1", ["hd"], among: ["d/A.HD", "A.DT1", "d/AB.DT1"]) == "d/A.HD")
    }

    @Test("Fixes of another MALA line are not taken")
    func fixes() {
        let mala = ["rd3", "rd7"]
        let own = ["a.rd3", "A.RAD", "A.COR"]
        #expect(companion("a.cor", ["cor"], owners: mala, among: own) == "A.COR")
        #expect(companion("a.cor", ["cor"], owners: mala, among: own + ["A.RD3"]) == nil)
    }

    @Test("A DT1 file does not take the header of its twin in another case")
    func dt1() throws {
        let line = Dt1Bytes()
        var files = ["LINE1.HD": try #require(line.hd), "line1.dt1": line.dt1]
        #expect(
            try SweepReader.open("line1.dt1", in: .recorded(files)).outline.files
                == ["line1.dt1", "LINE1.HD"])
        files["LINE1.DT1"] = line.dt1
        #expect(
            (try? SweepReader.open("line1.dt1", in: .recorded(files)))?.outline.files
                .contains("LINE1.HD") != true)
        #expect(
            try SweepReader.open("LINE1.DT1", in: .recorded(files)).outline.files
                == ["LINE1.DT1", "LINE1.HD"])
    }

    @Test("A DZT file does not take the fixes of its twin in another case")
    func dzg() throws {
        let dzt = DztBytes()
        let fixes = Array("$GSSIS,0,-1\n$GPGGA,101010,3200.0,N,02000.0,E,4,9,0.8,5,M,20,M,,\n".utf8)
        var files = ["L.DZG": fixes, "l.dzt": dzt.bytes]
        #expect(
            try SweepReader.open("l.dzt", in: .recorded(files)).outline.files
                == ["l.dzt", "L.DZG"])
        files["L.DZT"] = dzt.bytes
        let apart = try SweepReader.open("l.dzt", in: .recorded(files)).outline
        #expect(apart.files == ["l.dzt"] && apart.track == nil)
    }
}
