internal import MineDetection
internal import SurveyModel

extension CalibrationDraft {
    /// What the strip was too small, or had too little, for.
    func shortcomings(_ maxima: BlankMaxima, _ acquiredAt: String?) -> [SweepWarning] {
        var found: [SweepWarning] = []
        func add(_ code: String, _ text: String) {
            found.append(SweepWarning(code: code, text: text))
        }
        if radar.channelOffsetsMillimetres.count == 1 {
            add(
                "single-channel",
                "there is one channel: gains, times and wavelets have nothing to be compared with")
        }
        if measure.lengthMetres < 5 {
            add(
                "short-strip",
                "the blank strip is \(decimal(measure.lengthMetres, 1)) m long, at least 5 m are "
                    + "needed to judge later sweeps by it")
        }
        if maxima.count < TailFit.fewestMaxima {
            add(
                "few-maxima",
                "\(maxima.count) maxima on \(decimal(maxima.areaSquareMetres, 1)) m2 are too few "
                    + "for a ground rate, \(TailFit.fewestMaxima) are needed")
        }
        if measure.noise == nil { add("no-noise", "no noise of the receiver could be told") }
        if measure.noise?.isUpperBound == true {
            add(
                "noise-bound",
                "the noise of the receiver is an upper bound: clutter cannot be told from it")
        }
        if measure.clutter.isEmpty {
            add("no-clutter", "the window ends before any clutter could be measured")
        }
        if acquiredAt == nil {
            add(
                "no-time",
                "no file says when it was recorded: the calibration's age cannot be told; give "
                    + "--acquired TIME")
        }
        return found
    }
}
