public import CommandLineKit
public import LandRelease

extension WorkActivity: EnumValue {}
extension BoxMoment: EnumValue {}
extension QualityKind: EnumValue {}
extension QualityResult: EnumValue {}
extension NonConformity: EnumValue {}
extension ReopenCause: EnumValue {}
extension VisitedActivity: EnumValue {}
extension Severity: EnumValue {}
extension AccidentKind: EnumValue {}
extension AccidentGround: EnumValue {}
extension DeviceCategory: EnumValue {}
