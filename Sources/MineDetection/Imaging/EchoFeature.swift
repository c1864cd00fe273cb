/// What is measured of an echo, all of it free of the recorder's gain: from sections whose clutter has
/// unit strength at every depth, from shapes and from times.
///
/// Nothing is taken from another channel.
public enum EchoFeature: String, Sendable, CaseIterable, Codable {
    /// Log energy against blank clutter, mean of both background windows.
    case energy
    /// The same with the short window alone.
    case energyShort
    /// Long window less short window.
    case energyContrast
    /// Log of the best coherent amplitude over its clutter level, over the permittivities.
    case pointPeak, smallDiscPeak, largeDiscPeak
    /// Log of the mean of the permittivities' best.
    case pointMean, smallDiscMean, largeDiscMean
    /// Coherence factor at the best.
    case pointCoherence, smallDiscCoherence, largeDiscCoherence
    /// Log permittivity of the best.
    case pointPermittivity, smallDiscPermittivity, largeDiscPermittivity
    /// Peak of the point less that of the small disc; of the large disc less the small one's.
    case pointAgainstDisc, largeAgainstSmall
    /// Time of the strongest echo after the surface, in the channel and in the small disc's image (ns at
    /// 1.5 GHz, and so are all times: cycles count).
    case echoTime, discTime
    /// How far these two differ.
    case timeDifference
    /// Log amplitude of the strongest echo with the short and the long background window.
    case amplitudeShort, amplitudeLong
    /// Phase of the echo against that of the early arrival.
    case phaseCosine, phaseSine
    /// Where the echo's envelope rises through 0.3 and 0.5 of its peak: the phase there against that of the
    /// early arrival, and the time to the peak. Metal begins with the other swing than a plastic body
    /// whose top and bottom answer against each other.
    case rise30Cosine, rise30Sine, rise30Time, rise50Cosine, rise50Sine, rise50Time
    /// The same where it falls through 0.5 and 0.3.
    case fall50Cosine, fall50Sine, fall50Time, fall30Time
    /// Rise through 0.5 in the image of the large disc.
    case largeRise50Cosine, largeRise50Sine, largeRise50Time
    /// Centre and width of the echo's spectrum (GHz at 1.5 GHz).
    case spectrumCentre, spectrumWidth
    /// Log energy above 1.8 GHz over that below 1.2 GHz, at 1.5 GHz.
    case spectrumTilt
    /// Strongest inverted second echo below, against the first, and its delay: the bottom of a body.
    case invertedEcho, invertedDelay
    /// Strongest upright second echo and its delay.
    case uprightEcho, uprightDelay
    /// Log energy below the echo at three distances, and above it, against the echo's, short window.
    case below1, below2, below3, above
    /// The same below with the long window.
    case longBelow1, longBelow2
    /// Extent along the track within 6 dB and root mean square width, short and long window (m).
    case extentShort, widthShort, extentLong, widthLong
    /// Gain of a top with an inverted bottom 0.32, 0.62 and 1.1 ns below against the top alone (log).
    case pointThin, pointThick, pointThickest
    case smallDiscThin, smallDiscThick, smallDiscThickest
    case largeDiscThin, largeDiscThick, largeDiscThickest
    /// Log of the top's amplitude over its clutter level.
    case pointTop, smallDiscTop, largeDiscTop
    /// Correlation of what lies before with what lies behind.
    case symmetry
    /// Median energy of the ground round it.
    case surroundings
    /// How far neighbouring traces agree in phase at the echo.
    case phaseAgreement
}
