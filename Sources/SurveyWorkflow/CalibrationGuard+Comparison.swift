internal import Foundation
internal import RadarProcessing
internal import Statistics
internal import SurveyModel

extension CalibrationGuard {
    func judgePermittivity(
        _ sweep: Sweep, _ measure: CalibrationMeasure, _ monitor: WorkMonitor,
        _ verdict: inout Verdict
    ) throws {
        func unknown(_ why: String) {
            verdict.warnings.append(
                SweepWarning(
                    code: "permittivity-unknown",
                    text: "the permittivity cannot be compared: \(why)"))
        }
        guard let then = calibration.permittivityEstimates.first(where: { $0.method == "surface" }),
            let surface = CalibrationSurface(calibration)
        else {
            return unknown("the calibration has no plate and free space")
        }
        do {
            let answer = try surface.answer(
                [sweep], centreFrequencyMHz: measure.centreFrequencyMHz, monitor: monitor)
            guard let now = answer.estimate, answer.withoutEcho <= 0.5, answer.likePlate <= 0.5
            else {
                return unknown("the sweep's surface echo is not that of ground")
            }
            verdict.permittivity = CalibrationFigure(
                CalibrationMeasure.rounded(now.permittivity, 3),
                sigma: CalibrationMeasure.rounded(now.sigma, 3), unit: "1")
            let change = now.permittivity - then.value
            let sigma = hypot(now.sigma, then.sigma)
            guard abs(change) > Self.mostPermittivityChange * then.value else { return }
            let words =
                "the permittivity of the surface went from \(decimal(then.value, 2)) to "
                + "\(decimal(now.permittivity, 2))"
            if abs(change) > 2 * sigma {
                verdict.reasons.append(words + ", at most 20 % are allowed")
            } else {
                verdict.warnings.append(
                    SweepWarning(
                        code: "permittivity-uncertain",
                        text: "\(words), which is within their uncertainties"))
            }
        } catch let error as ProcessingError { unknown("\(error)") }
    }

    func compare(
        _ what: String, _ mine: CalibrationSample, _ theirs: CalibrationSample,
        _ verdict: inout Verdict, least: Double = 0, stronger: Double = 0
    ) -> SampleComparison? {
        guard mine.effectiveCount >= Self.fewestIndependent,
            theirs.effectiveCount >= Self.fewestIndependent,
            let test = try? KolmogorovSmirnovTest(mine.values, theirs.values)
        else {
            verdict.warnings.append(
                SweepWarning(
                    code: "too-few-to-compare",
                    text: "\(what): \(decimal(mine.effectiveCount, 1)) and "
                        + "\(decimal(theirs.effectiveCount, 1)) independent values are too few to "
                        + "compare, \(decimal(Self.fewestIndependent, 0)) are needed of each"))
            return nil
        }
        let worth =
            mine.effectiveCount * theirs.effectiveCount
            / (mine.effectiveCount + theirs.effectiveCount)
        let distance = max(test.firstBelow - stronger, test.secondBelow)
        let pValue = KolmogorovSmirnovTest.limitingSurvival(distance * worth.squareRoot())
        let result = SampleComparison(
            distance: CalibrationMeasure.rounded(distance, 4), pValue: pValue,
            calibrationWorth: mine.effectiveCount, sweepWorth: theirs.effectiveCount)
        let matters = least == 0 || Self.quartileDistance(mine.values, theirs.values) >= least
        if pValue < Self.leastPValue && matters {
            verdict.reasons.append(
                "the distribution of the \(what) changed (Kolmogorov-Smirnov D "
                    + "\(decimal(distance, 2)), p \(String(format: "%.2g", pValue)) with "
                    + "\(decimal(mine.effectiveCount, 0)) and "
                    + "\(decimal(theirs.effectiveCount, 0)) independent values)")
        }
        return result
    }

    /// The largest difference of the three quartiles.
    private static func quartileDistance(_ first: [Double], _ second: [Double]) -> Double {
        let (a, b) = (first.sorted(), second.sorted())
        return [0.25, 0.5, 0.75].map { share in
            abs(
                a[Int((share * Double(a.count - 1)).rounded())]
                    - b[Int((share * Double(b.count - 1)).rounded())])
        }.max() ?? 0
    }
}
