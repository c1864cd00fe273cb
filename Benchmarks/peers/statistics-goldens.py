#!/usr/bin/env python3
"""The golden table of the module Statistics: what SciPy, statsmodels and scikit-learn say.

Usage: statistics-goldens.py > Tests/StatisticsGoldens/goldens.csv
Columns: statistic, arguments and expected values; the last two are numbers with blanks between them.
The data are made here, seeded, and written out in full, so that a test needs the table alone.
"""
import math
import warnings

import numpy as np
from scipy import special, stats
from sklearn.linear_model import LogisticRegression
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multivariate import test_mvmean
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson, test_poisson_2indep

CONFIDENCES = [0.8, 0.9, 0.95, 0.99]
RANDOM = np.random.default_rng(20240601)


def row(statistic, arguments, expected):
    values = [float(value) for value in np.ravel(expected)]
    print(",".join([
        statistic, " ".join(f"{float(value):.17g}" for value in arguments),
        " ".join(f"{value:.17g}" for value in values)]))


def proportions():
    counts = [
        (0, 1), (1, 1), (0, 5), (5, 5), (11, 15), (59, 60), (60, 60), (0, 60), (1, 60), (30, 60),
        (150, 153), (1, 1000), (500, 1000), (1000, 1000), (7, 100000), (99990, 100000),
        (100000, 100000), (50000, 100000)]
    for successes, trials in counts:
        for confidence in CONFIDENCES:
            alpha = 1 - confidence
            arguments = (successes, trials, confidence)
            test = stats.binomtest(successes, trials)
            row("clopper-pearson", arguments, test.proportion_ci(confidence, "exact"))
            one_sided = (
                stats.binomtest(successes, trials, alternative="greater")
                .proportion_ci(confidence, "exact").low,
                stats.binomtest(successes, trials, alternative="less")
                .proportion_ci(confidence, "exact").high)
            row("clopper-pearson-one-sided", arguments, one_sided)
            row("wilson", arguments, test.proportion_ci(confidence, "wilson"))
            row("agresti-coull", arguments,
                proportion_confint(successes, trials, alpha, "agresti_coull"))
    # Effective counts are no whole numbers.
    for successes, trials in [(0.4, 3.7), (2.25, 2.5), (17.3, 20.1), (412.75, 430.5)]:
        for confidence in CONFIDENCES:
            row("clopper-pearson", (successes, trials, confidence),
                proportion_confint(successes, trials, 1 - confidence, "beta"))


def rates():
    for events, area in [(0, 1), (0, 300), (1, 2.5), (5, 100), (37, 812.5), (1000, 1e4),
                         (100000, 3e4), (10000000, 1e6)]:
        for confidence in CONFIDENCES:
            alpha = 1 - confidence
            # A count of 0 makes statsmodels warn of a quantile with 0 degrees of freedom.
            low, high = confint_poisson(events, area, "exact-c", alpha)
            row("garwood", (events, area, confidence), (0 if events == 0 else low, high))
            one_low, one_high = confint_poisson(events, area, "exact-c", 2 * alpha)
            row("garwood-one-sided", (events, area, confidence),
                (0 if events == 0 else one_low, one_high))


def korn_graubard(clusters, confidence):
    """Written anew with NumPy and SciPy: neither they nor statsmodels have it."""
    hits, passes = np.array(clusters, float).T
    m, n = len(hits), passes.sum()
    if (hits == passes).all() or (hits == 0).all():
        x, worth = (m, m) if hits.sum() else (0, m)
    else:
        p = hits.sum() / n
        variance = m / (m - 1) * ((hits - p * passes) ** 2).sum() / n**2 if m > 1 else math.inf
        t = [stats.t.ppf((1 + confidence) / 2, d) if d > 0 else math.inf for d in (n - 1, m - 1)]
        worth = p * (1 - p) / variance * (t[0] / t[1]) ** 2 if variance > 0 else math.inf
        worth = min(max(worth, n**2 / (passes**2).sum()), n)
        x = p * worth
    alpha = 1 - confidence
    return (x, worth, 0 if x == 0 else stats.beta.ppf(alpha / 2, x, worth - x + 1),
            1 if x == worth else stats.beta.isf(alpha / 2, x + 1, worth - x))


def clusters():
    cases = [
        [(3, 3)] * 8, [(0, 2)] * 5, [(3, 3)] * 7 + [(0, 3)], [(3, 3), (2, 3), (1, 3), (3, 3), (0, 3)],
        [(1, 2)] * 6, [(2, 4)], [(5, 5), (0, 1), (1, 1), (1, 1)], [(1, 1)] * 9 + [(0, 1)],
        [(int(RANDOM.binomial(4, q)), 4) for q in RANDOM.beta(6, 2, 40)],
        [(int(RANDOM.binomial(k, 0.9)), int(k)) for k in RANDOM.integers(1, 7, 200)]]
    for case in cases:
        for confidence in CONFIDENCES:
            row("korn-graubard", [confidence] + [value for pair in case for value in pair],
                korn_graubard(case, confidence))


def comparisons():
    for b, c in [(0, 0), (1, 0), (0, 6), (3, 3), (9, 2), (14, 31), (120, 80), (5000, 5210)]:
        row("mcnemar", (b, c), mcnemar([[0, b], [c, 0]], exact=True).pvalue)
    for k1, a1, k2, a2 in [
            (0, 1, 0, 1), (0, 100, 3, 100), (4, 10, 0, 25), (5, 100, 12, 80), (7, 50, 14, 100),
            (30, 10, 30, 100), (1, 1000, 1, 1), (512, 3e4, 610, 3.1e4), (20000, 1e5, 20400, 1e5),
            (3, 1, 3, 1), (10, 40, 2, 10), (40, 20, 10, 90)]:
        share = a1 / (a1 + a2)
        small = 1 if k1 + k2 == 0 else test_poisson_2indep(
            k1, a1, k2, a2, method="exact-cond").pvalue
        total = k1 + k2
        doubled = min(1, 2 * min(
            stats.binom.cdf(k1, total, share), stats.binom.sf(k1 - 1, total, share)))
        row("rate-comparison", (k1, a1, k2, a2), (small, doubled))
        if total == 0:
            continue
        for confidence in CONFIDENCES:
            interval = stats.binomtest(k1, total, share).proportion_ci(confidence, "exact")
            ratio = [value / (1 - value) * a2 / a1 if value < 1 else math.inf for value in interval]
            row("rate-ratio", (k1, a1, k2, a2, confidence), ratio)


def spreads():
    for counts, areas in [
            ([3, 5, 2, 4], [10, 10, 10, 10]), ([0, 0, 9, 1], [5, 20, 10, 15]), ([1, 1], [1, 3]),
            (RANDOM.poisson(6, 30), np.full(30, 12.5)),
            (RANDOM.negative_binomial(1, 0.1, 40), RANDOM.uniform(5, 30, 40))]:
        counts, areas = np.array(counts, float), np.array(areas, float)
        test = stats.chisquare(counts, counts.sum() * areas / areas.sum())
        row("dispersion", np.ravel(list(zip(counts, areas))),
            (test.statistic, test.statistic / (len(counts) - 1), test.pvalue))
    for count, mean in [(3, (0, 0)), (10, (0, 0)), (10, (0.05, -0.02)), (60, (0.01, 0)),
                        (400, (0.002, 0.003))]:
        points = RANDOM.multivariate_normal(mean, [[0.0025, 0.001], [0.001, 0.0036]], count)
        points = points.round(6)
        test = test_mvmean(points)
        row("hotelling", points.ravel(), (*points.mean(axis=0), test.t2, test.pvalue))


def distributions():
    for k, n, p in [(0, 59, 0.05), (3, 153, 0.05), (2, 10, 0.5), (10, 10, 0.3), (49900, 100000, 0.5),
                    (3, 100000, 1e-4), (0, 3, 0), (3, 3, 1), (900, 1000, 0.99)]:
        row("binomial", (k, n, p),
            (stats.binom.pmf(k, n, p), stats.binom.cdf(k, n, p), stats.binom.sf(k, n, p)))
    for k, mean in [(0, 0), (0, 3), (5, 2.5), (40, 20), (20, 40), (100000, 100200)]:
        row("poisson", (k, mean), (stats.poisson.cdf(k, mean), stats.poisson.sf(k, mean)))
    for x, degrees in [(0, 1), (3.84, 1), (5, 7), (130, 100), (1e5, 1e5), (0.01, 0.5), (900, 30)]:
        row("chi-square", (x, degrees), (stats.chi2.cdf(x, degrees), stats.chi2.sf(x, degrees)))
    for p, degrees in [(0.001, 1), (0.5, 4), (0.95, 10), (0.975, 2000), (0.999999, 3)]:
        row("chi-square-quantile", (p, degrees), stats.chi2.ppf(p, degrees))
    for z in [-37, -8, -1.96, -0.1, 0, 0.5, 3, 6]:
        row("normal", [z], (stats.norm.cdf(z), stats.norm.sf(z)))
    for p in [1e-300, 1e-12, 0.025, 0.3, 0.5, 0.8, 0.999, 1 - 1e-9]:
        row("normal-quantile", [p], stats.norm.ppf(p))
    for f, first, second in [(0, 2, 5), (1, 2, 8), (4.5, 2, 58), (30, 3, 4), (0.02, 10, 1000),
                             (80, 2, 500)]:
        row("f", (f, first, second), stats.f.sf(f, first, second))
    for t, degrees in [(0, 3), (2, 1), (-2, 1), (1.7, 29), (50, 4), (-4, 1e5), (12, 300)]:
        row("student", (t, degrees), stats.t.sf(t, degrees))
    for confidence in CONFIDENCES + [0.01, 0.999999]:
        for degrees in [1, 2, 9, 250, 99999]:
            row("student-quantile", (confidence, degrees), stats.t.ppf((1 + confidence) / 2, degrees))


def resamples():
    sample = RANDOM.lognormal(0, 1, 37).round(6)
    for p in [0, 0.025, 0.25, 0.5, 0.9, 0.987, 1]:
        row("quantile", [p, *sample], np.quantile(sample, p))
    for name, data, statistic in [
            ("mean", RANDOM.lognormal(0, 0.8, 12).round(6), np.mean),
            ("std", RANDOM.normal(0, 1, 20).round(6), np.std)]:
        for confidence in CONFIDENCES:
            percentile, bca = (
                stats.bootstrap((data,), statistic, n_resamples=199, method=method,
                                confidence_level=confidence, rng=np.random.default_rng(5))
                for method in ("percentile", "BCa"))
            jackknife = [statistic(np.delete(data, i)) for i in range(len(data))]
            row("bootstrap", [confidence, statistic(data), len(data), *jackknife,
                              *percentile.bootstrap_distribution],
                (*percentile.confidence_interval, *bca.confidence_interval))


def regressions():
    def case(x, y, ridge):
        x, y = np.atleast_2d(np.array(x, float)), np.array(y)
        model = LogisticRegression(
            C=1 / ridge if ridge > 0 else np.inf, solver="newton-cholesky", tol=1e-13,
            max_iter=1000)
        model.fit(x, y)
        beta = np.concatenate([model.intercept_, model.coef_[0]])
        design = np.column_stack([np.ones(len(y)), x])
        probability = 1 / (1 + np.exp(-design @ beta))
        weight = probability * (1 - probability)
        penalty = np.diag([0.0] + [ridge] * x.shape[1])
        covariance = np.linalg.inv(design.T @ (weight[:, None] * design) + penalty)
        row("logistic", [ridge, x.shape[1], *np.column_stack([x, y]).ravel()],
            (*beta, *covariance.ravel()))

    separated = [[0.02], [0.05], [0.08], [0.12], [0.15], [0.2]]
    for ridge in [1, 0.1, 1e-3]:
        case(separated, [1, 1, 1, 0, 0, 0], ridge)
    depth = RANDOM.uniform(0, 0.3, 80).round(4)
    soil = RANDOM.integers(0, 2, 80)
    logit = 3 - 18 * depth - soil
    found = RANDOM.uniform(size=80) < 1 / (1 + np.exp(-logit))
    for ridge in [0, 0.01, 1, 100]:
        case(depth[:, None], found.astype(int), ridge)
        case(np.column_stack([depth, soil, depth * soil]), found.astype(int), ridge)
        case(np.column_stack([(depth - 0.15) / 0.09, soil]), found.astype(int), ridge)
    rare = np.zeros(200, int)
    rare[[3, 77]] = 1
    case(RANDOM.normal(size=(200, 2)).round(4), rare, 0.5)


def two_samples():
    """The exact p-value of two samples, and the limiting law at other numbers of values."""
    # A generator of its own: the rows before stay as they are.
    random = np.random.default_rng(20240602)

    def case(first, second, worths):
        test = stats.ks_2samp(first, second, method="exact")
        limits = [special.kolmogorov(test.statistic * math.sqrt(m * n / (m + n)))
                  for m, n in worths]
        row("kolmogorov-smirnov",
            [len(first), *(w for pair in worths for w in pair), *first, *second],
            (test.statistic, test.pvalue, *limits,
             *(stats.ks_2samp(first, second, alternative=side).statistic
               for side in ("greater", "less"))))

    for m, n, shift in [(1, 1, 0), (1, 9, 0), (5, 5, 0), (5, 7, 3), (12, 12, 1), (24, 18, 0.5),
                        (40, 60, 0), (40, 60, 2), (150, 97, 0.3), (200, 200, 0.1)]:
        first = random.normal(size=m).round(3)
        second = (random.normal(size=n) + shift).round(3)
        case(first, second, [(m / 3, n / 2), (0.9 * m, 0.4 * n)])
    # Whole numbers: many ties.
    case(random.integers(0, 5, 30), random.integers(0, 5, 25), [(10, 5), (3.5, 20)])
    for x in [1e-3, 0.1, 0.3, 0.5, 0.8, 0.999, 1, 1.001, 1.36, 1.63, 2, 3, 5]:
        row("kolmogorov", [x], [special.kolmogorov(x)])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print("statistic,arguments,expected")
    for part in (proportions, rates, clusters, comparisons, spreads, distributions, resamples,
                 regressions, two_samples):
        part()
