"""Fit the weights of merging to coded reports, and print them beside those of the table.

python scripts/fit_merge.py TABLE.csv

Logistic regression with a ridge over the findings of all pairs of reports that are compared, on the events of even
number alone. The table takes the fitted weights, rounded, where pairs are many; it is set by hand for what coded
rows do not have: texts, methods, what one report tells together.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from marsad.evaluate.coded import CodedReport, coded_reports
from marsad.merge import Lineage
from marsad.merge.account import account_of, joined
from marsad.merge.block import Index, comparable
from marsad.merge.judged import Judged
from marsad.merge.score import Scorer
from marsad.merge.weights import FORBIDS, WEIGHTS

RIDGE = 1.0
FREE = 1e-4  # the prior is not held back
Finding = tuple[str, str]


def main() -> None:
    """Print each finding with its weights, and how many pairs have it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    with parser.parse_args().table.open(encoding="utf-8", newline="") as stream:
        reports = [report for report in coded_reports(list(csv.DictReader(stream))) if _number(report) % 2 == 0]
    pairs = _pairs(reports)
    counts = Counter(finding for findings, _ in pairs for finding in findings)
    fitted = _fit(pairs, sorted(counts))
    print(f"{'feature':8} {'finding':12} {'pairs':>6} {'fitted':>7} {'table':>6}")
    for (feature, name), weight in fitted.items():
        print(f"{feature:8} {name:12} {counts[feature, name]:6} {weight:7.1f} {WEIGHTS[feature][name].weight:6g}")


def _number(report: CodedReport) -> int:
    return int(report.event_id.rpartition("-")[2])


def _pairs(reports: list[CodedReport]) -> list[tuple[list[Finding], bool]]:
    """The findings of every pair of reports of two sources that are compared, and whether they tell of one event."""
    scorer, index = Scorer(Lineage(), Judged()), Index()
    events = {}
    found = []
    for report in reports:
        account = joined([account_of(known) for known in report.claims])
        events[account.id] = report
        if comparable(account):
            for other in index.near(account):
                findings = list(scorer.findings(account, other).items())
                if events[other.id].source != report.source and _possible(findings):
                    found.append((findings, events[other.id].event_id == report.event_id))
            index.add(account)
    return found


def _possible(findings: list[Finding]) -> bool:
    return all(WEIGHTS[feature][name].weight != FORBIDS for feature, name in findings)


def _fit(pairs: list[tuple[list[Finding], bool]], names: list[Finding]) -> dict[Finding, float]:
    """Ten times the logarithm of odds that each finding adds; within a feature, what is unknown adds nothing."""
    has = np.array([[name in findings for name in names] for findings, _ in pairs], dtype=float)
    same = np.array([verdict for _, verdict in pairs], dtype=float)
    ridge = np.array([FREE if feature == "prior" else RIDGE for feature, _ in names])

    def loss(weights: np.ndarray) -> float:
        odds = has @ weights
        return float(np.sum(np.logaddexp(0, odds) - same * odds) + np.sum(ridge * weights**2) / 2)

    def slope(weights: np.ndarray) -> np.ndarray:
        return has.T @ (1 / (1 + np.exp(-(has @ weights))) - same) + ridge * weights

    found = dict(zip(names, 10 * minimize(loss, np.zeros(len(names)), jac=slope, method="L-BFGS-B").x, strict=True))
    silent = {feature: weight for (feature, name), weight in found.items() if name == "unknown"}
    return {
        (feature, name): weight + (sum(silent.values()) if feature == "prior" else -silent.get(feature, 0.0))
        for (feature, name), weight in found.items()
    }


if __name__ == "__main__":
    main()
