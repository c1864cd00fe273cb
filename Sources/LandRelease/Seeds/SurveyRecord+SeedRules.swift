internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: SeedsSealed, by: String, at: String) -> [Objection] {
        var found = Self.check("the number of seeds", Double(fact.count), 1...1000, "")
        if seeds.lot(fact.commitment) != nil {
            found.append(
                Self.objection(
                    "already-recorded", "these seeds are sealed already", "nothing to do"))
        }
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        found += ownWorkObjections(by, on: segment.id)
        return found
            + Self.dayObjections(
                fact.buriedOn, "the burying", notBefore: "1900-01-01", of: "", at: at)
    }

    func objections(to fact: SeedsUnsealed, by: String, at: String) -> [Objection] {
        guard let lot = seeds.lot(fact.commitment) else {
            return [
                Self.objection(
                    "seeds-unknown", "no seeds were sealed with \(fact.commitment.short)",
                    "give the file that was written when they were sealed")
            ]
        }
        var found: [Objection] = []
        func object(_ code: String, _ text: String, _ cure: String) {
            found.append(Self.objection(code, text, cure))
        }
        if lot.opening != nil {
            object("already-recorded", "these seeds were shown already", "nothing to do")
        }
        let fits =
            fact.sheet.commitment(nonce: fact.nonce) == fact.commitment
            && fact.sheet.segment == lot.segment && fact.sheet.seeds.count == lot.sealed.count
        if !fits {
            object(
                "commitment",
                "the file is not the one that was sealed for segment \(lot.segment)",
                "give the file as it was written when the seeds were sealed")
        }
        if seedRuns(lot).isEmpty {
            object(
                "seeds-too-early",
                "no sweep of segment \(lot.segment) that counts as evidence was made since the "
                    + "seeds were sealed", "sweep the segment and run the day's work first")
        }
        for seed in fact.sheet.seeds {
            found += TextRules.name(seed.model, "the model of a seed")
            found += Self.check("the depth of a seed", seed.depthMetres, 0...2, "m")
            found += Self.check("the size of a seed", seed.sizeMetres, 0.01...1, "m")
            found += Self.check(
                "the chainage of a seed", seed.position.chainageMetres, 0...2e7, "m")
        }
        return found + ownWorkObjections(by, on: lot.segment)
    }

    /// Who runs the radar over a lot buries no seeds in it and shows none.
    private func ownWorkObjections(_ by: String, on segment: String) -> [Objection] {
        let own = sweeps(of: segment).filter { sweep in
            sweep.fact.operatorName.map { FoldedName($0) == FoldedName(by) } ?? false
        }
        guard let sweep = own.first else { return [] }
        return [
            Self.objection(
                "seeds-own-work",
                "\(TextRules.quoted(by)) made sweep \(sweep.label) of segment \(segment) and cannot "
                    + "keep its seeds", "a quality officer who is not of the team has to do it")
        ]
    }
}
