"""Write ``src/marsad/data/weights/toponym.json``: which names of a text are places.

    python scripts/train_toponyms.py TR-News.xml GeoVirus.xml

Logistic regression over the features of `marsad.resolve.places_features`, on the reports with even numbers of each
corpus. GeoVirus labels no adjectives of countries, so those are left out of its examples. Weights hold no text.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from marsad.gazetteer.opening import open_gazetteer
from marsad.gazetteer.spelling import fold
from marsad.resolve.places_features import features
from marsad.resolve.places_names import people
from marsad.resolve.places_reading import Reading
from marsad.resolve.places_recognise import candidates
from marsad.run.measure_places import reports

TARGET = Path(__file__).parent.parent / "src/marsad/data/weights/toponym.json"
RARE, PENALTY = 4, 1.0


def examples(path: Path) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of each candidate of the even reports, and whether it is labelled."""
    gazetteer = open_gazetteer()
    adjectives = "GeoVirus" not in path.name
    for number, report in enumerate(reports(path)):
        if number % 2 == 0:
            gold = {toponym.span for toponym in report.toponyms}
            reading = Reading(report.text, report.title, gazetteer)
            for candidate in candidates(reading):
                if adjectives or fold(candidate.name.text) not in people():
                    yield ["bias", *features(candidate, reading)], candidate.name.span in gold


def fit(rows: list[list[str]], labels: list[bool]) -> dict[str, float]:
    """Return the weights of the features that occur more than a few times."""
    counts: dict[str, int] = {}
    for row in rows:
        for feature in row:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RARE)
    index = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        matrix[at, [index[feature] for feature in row if feature in index]] = 1
    signs = np.where(np.array(labels), 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (matrix @ weights)
        chance = 1 / (1 + np.exp(np.clip(margins, -30, 30)))
        value = np.logaddexp(0, -margins).sum() + PENALTY / 2 * (weights @ weights)
        return float(value), -matrix.T @ (signs * chance) + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(weight), 3) for name, weight in zip(names, found.x, strict=True)}


def main(*corpora: str) -> None:
    """Fit and write."""
    pairs = [pair for path in corpora for pair in examples(Path(path))]
    weights = fit([row for row, _ in pairs], [label for _, label in pairs])
    lines = ",\n".join(f"{json.dumps(name)}: {weight}" for name, weight in sorted(weights.items()))
    TARGET.write_text("{\n" + lines + "\n}\n", "utf-8")
    print(f"{len(pairs):,} candidates, {len(weights)} weights")


if __name__ == "__main__":
    main(*sys.argv[1:])
