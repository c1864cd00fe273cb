#!/usr/bin/env python3
"""The golden table of the module Evaluation: what SciPy, statsmodels and scikit-learn say.

Usage: evaluation-goldens.py > Tests/EvaluationGoldens/goldens.csv
Columns: statistic, arguments and expected values; the last two are numbers with blanks between them.
The data are made here, seeded, and written out in full, so that a test needs the table alone.
"""
import math
import warnings

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from sklearn.metrics import brier_score_loss, log_loss
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.multivariate import test_mvmean

RANDOM = np.random.default_rng(20240815)
LOGIT90 = math.log(9)


def row(statistic, arguments, expected):
    print(",".join([
        statistic, " ".join(f"{float(value):.17g}" for value in arguments),
        " ".join(f"{float(value):.17g}" for value in expected)]))


def mines(count, intercept, slope, most_passes):
    """Depth (m), passes and hits of each mine; the logit falls by `slope` per 10 cm."""
    table = []
    for _ in range(count):
        depth = round(RANDOM.uniform(0.01, 0.25), 3)
        passes = int(RANDOM.integers(1, most_passes + 1))
        # Mines differ from each other, so that passes over one agree more than chance.
        logit = intercept + slope * depth * 10 + RANDOM.normal(0, 0.8)
        table.append((depth, passes, int(RANDOM.binomial(passes, 1 / (1 + math.exp(-logit))))))
    return table


def expanded(table):
    x = np.array([d * 10 for d, n, _ in table for _ in range(n)])
    y = np.array([1.0 if k < h else 0.0 for _, n, h in table for k in range(n)])
    groups = np.array([g for g, (_, n, _) in enumerate(table) for _ in range(n)])
    return x, y, groups


def without_ridge(table):
    x, y, groups = expanded(table)
    design = sm.add_constant(x)
    fit = sm.Logit(y, design).fit(disp=0, method="newton", maxiter=200, tol=1e-14)
    robust = sm.Logit(y, design).fit(
        disp=0, method="newton", maxiter=200, tol=1e-14, cov_type="cluster",
        cov_kwds={"groups": groups})
    return fit.params, fit.cov_params(), robust.cov_params()


def with_ridge(table, ridge):
    x, y, groups = expanded(table)

    def loss(b):
        eta = b[0] + b[1] * x
        return np.sum(np.logaddexp(0, eta) - y * eta) + ridge / 2 * b[1] ** 2

    def slope(b):
        excess = 1 / (1 + np.exp(-(b[0] + b[1] * x))) - y
        return np.array([excess.sum(), (excess * x).sum() + ridge * b[1]])

    start = optimize.minimize(loss, [0, 0], jac=slope, method="BFGS", options={"gtol": 1e-9})
    best = optimize.root(slope, start.x, tol=1e-14).x
    p = 1 / (1 + np.exp(-(best[0] + best[1] * x)))
    design = np.column_stack([np.ones_like(x), x])
    inverse = np.linalg.inv(design.T @ (design * (p * (1 - p))[:, None]) + np.diag([0, ridge]))
    scores = design * (y - p)[:, None]
    sums = np.array([scores[groups == g].sum(axis=0) for g in np.unique(groups)])
    count, n = len(sums), len(y)
    robust = inverse @ (sums.T @ sums) @ inverse * count / (count - 1) * (n - 1) / (n - 2)
    return best, inverse, robust


def lower_limit(b, likelihood, robust, depths):
    """Where the one-sided bound falls to 0.90: nan where it nowhere is above, inf beyond the deepest."""
    z = stats.norm.ppf(0.95)

    def margin(d):
        v = np.array([1, d * 10])
        return b @ v - z * math.sqrt(max(v @ likelihood @ v, v @ robust @ v)) - LOGIT90

    grid = np.linspace(min(depths), max(depths), 20001)
    values = np.array([margin(d) for d in grid])
    if (values < 0).all():
        return math.nan
    if values[-1] >= 0:
        return math.inf
    last = np.nonzero(values >= 0)[0][-1]
    return optimize.brentq(margin, grid[last], grid[last + 1], xtol=1e-15)


def depth_curves():
    cases = [(60, 5, -2.5, 1), (153, 6, -3, 1), (40, 4, -2, 3), (200, 4.5, -1.5, 2),
             (25, 3, -2, 4), (80, 8, -4, 2)]
    for count, intercept, slope, most in cases * 3:
        table = mines(count, intercept, slope, most)
        for ridge in (0, 0.01, 1.0):
            fit = without_ridge(table) if ridge == 0 else with_ridge(table, ridge)
            write_depth(table, ridge, *fit)
    # All shallow mines found, all deep ones missed: a fit exists with a ridge alone.
    for edge in (0.05, 0.1, 0.15):
        table = [(round(0.01 * k, 3), 1, int(0.01 * k <= edge)) for k in range(1, 21)]
        for ridge in (0.01, 0.1, 1.0):
            write_depth(table, ridge, *with_ridge(table, ridge))


def write_depth(table, ridge, b, likelihood, robust):
    depths = [depth for depth, _, _ in table]
    row("depth-curve", [ridge] + [value for mine in table for value in mine],
        [*b, likelihood[0][0], likelihood[0][1], likelihood[1][1],
         robust[0][0], robust[0][1], robust[1][1], (LOGIT90 - b[0]) / b[1] / 10,
         lower_limit(np.asarray(b), np.asarray(likelihood), np.asarray(robust), depths)])


def bins_of_equal_mass(p, count):
    """Bin of each value of the rising `p`: equal values share the bin of their middle."""
    bins = np.empty(len(p), dtype=int)
    for value in np.unique(p):
        places = np.nonzero(p == value)[0]
        bins[places] = math.floor((places[0] + places[-1] + 1) / 2 * count / len(p))
    return bins


def expected_gap(p):
    """E |number of successes - sum p|, exactly."""
    mass = np.array([1.0])
    for q in p:
        mass = np.convolve(mass, [1 - q, q])
    return float(np.sum(mass * np.abs(np.arange(len(mass)) - p.sum())))


def reliability():
    for count, digits, sharpness in [(30, 3, 1), (60, 2, 1), (100, 1, 1), (200, 3, 2),
                                     (300, 2, 0.5), (150, 4, 3), (45, 1, 1), (500, 3, 1)] * 2:
        p = np.clip(np.round(RANDOM.beta(1.2, 1.8, count), digits), 0.01, 0.99)
        logits = sharpness * np.log(p / (1 - p)) + RANDOM.normal(0, 0.3)
        y = (RANDOM.uniform(size=count) < 1 / (1 + np.exp(-logits))).astype(float)
        order = np.argsort(p, kind="stable")
        p, y = p[order], y[order]
        bins = bins_of_equal_mass(p, 15)
        names = np.unique(bins)
        share = np.array([np.mean(y[bins == b]) for b in names])
        mean = np.array([np.mean(p[bins == b]) for b in names])
        weight = np.array([np.sum(bins == b) for b in names]) / count
        murphy = [np.sum(weight * (mean - share) ** 2), np.sum(weight * (share - y.mean()) ** 2),
                  y.mean() * (1 - y.mean())]
        brier = brier_score_loss(y, p)
        line = sm.Logit(y, sm.add_constant(np.log(p / (1 - p)))).fit(
            disp=0, method="newton", maxiter=200, tol=1e-14)
        chance = sum(expected_gap(p[bins == b]) for b in names) / count
        row("reliability", np.column_stack([p, y]).ravel(),
            [len(names), brier, *murphy, brier - murphy[0] + murphy[1] - murphy[2],
             log_loss(y, p), np.sum(weight * np.abs(share - mean)), chance, *line.params])


def places():
    for count in (1, 2, 3, 5, 11, 40, 120):
        xy = np.round(RANDOM.normal([0.01, -0.005], [0.02, 0.03], (count, 2)), 4)
        radius = np.hypot(xy[:, 0], xy[:, 1])
        p = test_mvmean(xy).pvalue if count > 2 else math.nan
        row("places", xy.ravel(), [*np.quantile(radius, [0.5, 0.95]), p])


def holm():
    for count in (1, 2, 3, 6, 10):
        p = np.round(RANDOM.uniform(0, 0.2, count), 3)
        row("holm", p, multipletests(p, method="holm")[1])
    row("holm", [0.02, 0.02, 0.02], multipletests([0.02] * 3, method="holm")[1])


warnings.simplefilter("ignore")
print("statistic,arguments,expected")
depth_curves()
reliability()
places()
holm()
