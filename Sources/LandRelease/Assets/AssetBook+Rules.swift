extension AssetBook {
    /// Everything that keeps an asset from being registered, but for who registers it.
    func objections(to fact: AssetRegistered) -> [Objection] {
        var found = TextRules.identifier(fact.id, "the asset's id")
        found += TextRules.name(fact.team, "the asset's team")
        for text in [fact.maker, fact.model, fact.serial] where !text.isEmpty {
            found += TextRules.name(text, "maker, model or serial number")
        }
        if asset(fact.id) != nil {
            found.append(
                Objection(
                    code: "already-recorded",
                    text: "asset \(TextRules.quoted(fact.id)) is on record already",
                    cure: "give another id"))
        }
        let isDevice = [.gpr, .metalDetector, .machine].contains(fact.asset)
        if isDevice && [fact.maker, fact.model, fact.serial].contains(where: \.isEmpty) {
            found.append(
                Objection(
                    code: "asset-unnamed",
                    text: "a \(fact.asset.rawValue) needs maker, model and serial number",
                    cure: "read them off the device"))
        }
        let twin = assets.first {
            !fact.serial.isEmpty && FoldedName($0.fact.serial) == FoldedName(fact.serial)
                && FoldedName($0.fact.maker) == FoldedName(fact.maker)
        }
        if let twin {
            found.append(
                Objection(
                    code: "serial-taken",
                    text: "asset \(twin.id) has that serial number of that maker",
                    cure: "check the serial number"))
        }
        return found
    }

    /// Everything that keeps an asset from being retired, but for who retires it.
    func objections(to fact: AssetRetired) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        if !ISOTime.isDate(fact.on) { found.append(PeopleBook.noDate(fact.on)) }
        guard let asset = asset(fact.id) else { return found + [unknown(fact.id)] }
        if let retired = asset.retired {
            found.append(
                Objection(
                    code: "asset-retired",
                    text: "asset \(asset.id) was retired on \(retired.on) already",
                    cure: "nothing to do"))
        }
        return found
    }

    func unknown(_ id: String) -> Objection {
        Objection(
            code: "asset-unknown", text: "there is no asset \(TextRules.quoted(id))",
            cure: "check the id, or register it with `clearroad asset add`")
    }

    /// Everything that keeps an accreditation from being granted, but for who grants it.
    func objections(to fact: AccreditationGranted, people: PeopleBook) -> [Objection] {
        var found = TextRules.identifier(fact.number, "the accreditation's number")
        found += TextRules.name(fact.holder.name, "the holder's name")
        if accreditation(fact.number) != nil {
            found.append(
                Objection(
                    code: "already-recorded",
                    text: "accreditation \(TextRules.quoted(fact.number)) is on record already",
                    cure: "give another number"))
        }
        found += holderObjections(fact, people)
        if fact.classes.isEmpty {
            found.append(
                Objection(
                    code: "class-missing", text: "the accreditation names no class of item",
                    cure: "name the classes it is for"))
        }
        found += SurveyRecord.check(
            "the depth of the accreditation", fact.depthMetres, 0.01...5, "m")
        return found + dateObjections(fact)
    }

    private func holderObjections(
        _ fact: AccreditationGranted, _ people: PeopleBook
    ) -> [Objection] {
        switch fact.holder.holder {
        case .person:
            return people.person(named: fact.holder.name) == nil
                ? [PeopleBook.unknown(fact.holder.name)] : []
        case .asset:
            guard let asset = asset(fact.holder.name) else { return [unknown(fact.holder.name)] }
            guard let retired = asset.retired, retired.on < fact.from else { return [] }
            return [
                Objection(
                    code: "asset-retired", text: "asset \(asset.id) was retired on \(retired.on)",
                    cure: "register the asset that takes its place")
            ]
        case .organisation, .procedure: return []
        }
    }

    private func dateObjections(_ fact: AccreditationGranted) -> [Objection] {
        var found = [fact.from, fact.until].filter { !ISOTime.isDate($0) }.map(PeopleBook.noDate)
        if fact.until < fact.from {
            found.append(
                Objection(
                    code: "dates",
                    text: "the accreditation ends on \(fact.until), before it begins on "
                        + fact.from, cure: "check the dates"))
        }
        return found
    }

    /// Everything that keeps an accreditation from being withdrawn, but for who withdraws it.
    func objections(to fact: AccreditationWithdrawn) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        if !ISOTime.isDate(fact.on) { found.append(PeopleBook.noDate(fact.on)) }
        guard let known = accreditation(fact.number) else {
            found.append(
                Objection(
                    code: "accreditation-unknown",
                    text: "there is no accreditation \(TextRules.quoted(fact.number))",
                    cure: "check the number"))
            return found
        }
        if let withdrawn = known.withdrawn {
            found.append(
                Objection(
                    code: "already-recorded",
                    text: "accreditation \(known.fact.number) was withdrawn from \(withdrawn.on) "
                        + "on already", cure: "nothing to do"))
        }
        return found
    }
}
