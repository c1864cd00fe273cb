internal import Evaluation
internal import Instruments
internal import SurveyModel

extension TrialFolder.Lane {
    /// Its radar file.
    func sweep(options: SweepReadOptions, monitor: WorkMonitor) throws -> Sweep {
        do {
            return try Stoppable.run { () throws(InstrumentError) in
                try SweepReader.readAmplitudes(
                    sweepPath, options: options, monitor: monitor.withoutProgress)
            }
        } catch let stop as Cancelled {
            throw stop
        } catch {
            throw WorkflowError(file: sweepPath, error)
        }
    }

    /// Its ground: as the description tells, else as the sweep does.
    func ground(of sweep: Sweep) throws -> SweptGround {
        var ground: SweptGround
        if let shape = try sweptShape() {
            ground = SweptGround(shape)
        } else {
            do throws(WorkflowError) { ground = try SweptGround(of: sweep) } catch {
                throw WorkflowError(file: sweepPath, error)
            }
        }
        ground.exclusions = try exclusions()
        return ground
    }
}
