/// Speed of light in vacuum (m/ns).
public let speedOfLightMetresPerNanosecond = 0.299_792_458
