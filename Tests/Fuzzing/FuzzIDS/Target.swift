import FuzzHarness

/// One input of the fuzzer; the name is libFuzzer's.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
    unsafe FuzzRun.run(.ids, data, size)
}
