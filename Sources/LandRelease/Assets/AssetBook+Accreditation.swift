internal import SurveyModel

/// What work has to be accredited for.
struct AccreditationNeed {
    var method: WorkMethod
    var classes: [CoverageClass]
    var depthMetres: Double
}

extension AssetBook {
    /// Whether the work of `task` is accredited for its method, for `classes` and to `depthMetres`.
    ///
    /// The task's asset needs an accreditation of its own. Its organisation and its procedure need a valid one
    /// where any of them is on record.
    ///
    /// Every one of `days` has to be valid; those that are not are named.
    ///
    /// - Returns: all objections.
    func objections(
        toWorkOf task: TaskOrdered, classes: [CoverageClass], depthMetres: Double, on days: [String]
    ) -> [Objection] {
        let need = AccreditationNeed(
            method: task.method, classes: classes, depthMetres: depthMetres)
        var found = assetObjections(task.asset, days)
        guard asset(task.asset) != nil else { return found }
        found += objections(to: need, of: AccreditationHolder(.asset, task.asset), on: days)
        for holder in [
            AccreditationHolder(.organisation, task.organisation),
            AccreditationHolder(.procedure, task.procedure),
        ] where !accreditations(of: holder).isEmpty {
            found += objections(to: need, of: holder, on: days)
        }
        return found
    }

    private func assetObjections(_ id: String, _ days: [String]) -> [Objection] {
        guard let asset = asset(id) else { return [unknown(id)] }
        let late = days.filter { !asset.isInUse(on: $0) }
        guard !late.isEmpty, let retired = asset.retired else { return [] }
        return [
            Objection(
                code: "asset-retired",
                text: "asset \(asset.id) was retired on \(retired.on), before "
                    + ReleaseGate.list(late), cure: "use another asset")
        ]
    }

    private func objections(
        to need: AccreditationNeed, of holder: AccreditationHolder, on days: [String]
    ) -> [Objection] {
        let name = "\(holder.holder.rawValue) \(TextRules.quoted(holder.name))"
        let all = accreditations(of: holder)
        guard !all.isEmpty else {
            return [
                Objection(
                    code: "accreditation-missing", text: "\(name) has no accreditation",
                    cure: "have the authority run `clearroad asset accredit`")
            ]
        }
        let own = all.filter { $0.fact.method == need.method }
        guard !own.isEmpty else {
            let others = Set(all.map(\.fact.method.rawValue)).sorted()
            return [
                Objection(
                    code: "method-not-accredited",
                    text: "\(name) is not accredited for \(need.method.rawValue), only for "
                        + others.joined(separator: ", "),
                    cure: "use an accredited method, or have the authority accredit this one")
            ]
        }
        var found: [Objection] = []
        for item in need.classes {
            for objection in objections(to: need, item, name, own, days)
            where !found.contains(objection) {
                found.append(objection)
            }
        }
        return found
    }

    private func objections(
        to need: AccreditationNeed, _ item: CoverageClass, _ name: String,
        _ own: [AccreditationRecord], _ days: [String]
    ) -> [Objection] {
        let method = need.method.rawValue
        let forClass = own.filter { $0.fact.classes.contains(item) }
        guard !forClass.isEmpty else {
            return [
                Objection(
                    code: "method-not-accredited",
                    text: "\(name) is not accredited for \(method) of \(item.rawValue) items",
                    cure: "use an accredited method, or have the authority accredit this one")
            ]
        }
        let deep = forClass.filter { $0.fact.depthMetres >= need.depthMetres - 1e-9 }
        guard !deep.isEmpty else {
            let deepest = forClass.map(\.fact.depthMetres).max() ?? 0
            return [
                Objection(
                    code: "accreditation-too-shallow",
                    text: "\(name) is accredited for \(method) down to "
                        + "\(Figure.metres(deepest)) m, \(Figure.metres(need.depthMetres)) m is "
                        + "needed", cure: "use a method accredited to that depth")
            ]
        }
        let missing = days.filter { day in !deep.contains { $0.isValid(on: day) } }
        guard !missing.isEmpty else { return [] }
        return [
            Objection(
                code: "accreditation-lapsed",
                text: "\(name) was not accredited for \(method) on \(ReleaseGate.list(missing)): "
                    + deep.map(\.validity).joined(separator: "; "),
                cure: "do the work again under a valid accreditation")
        ]
    }
}
