"""Our scoring agrees with the referee's, a script that lies beside the labelled sets and not in the repository."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from marsad.evaluate import report
from marsad.read.complaints import Complaints
from marsad.run.measure import measure

SETS = ("seed", "syria", "world", "latin", "afghan")
Row = dict[str, Any]


def perturbed(rows: list[Row], seed: int) -> list[Row]:
    """Drop, repeat, and alter claims, with slots and quotations of other claims, to meet every rule of scoring."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    kept = [dict(row) for row in rows if dice.random() > 0.2]
    kept += [dict(row) for row in kept if dice.random() < 0.1]
    for row in kept:
        for slot in row.keys() - {"doc", "evidence"}:
            if dice.random() < 0.12:
                row[slot] = dice.choice(rows)[slot]
        if dice.random() < 0.3:
            row["evidence"] = [_shortened(quote, dice) for quote in row["evidence"]]
    dice.shuffle(kept)
    return kept


def _shortened(quote: str, dice: random.Random) -> str:
    words = quote.split(" ")
    return " ".join(words[: dice.randint(1, len(words))])


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scores_agree_to_the_third_decimal(shared: Path, tmp_path: Path, name: str, seed: int) -> None:
    documents, gold = shared / "gold" / f"{name}.docs.jsonl", shared / "gold" / f"{name}.gold.jsonl"
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("\n".join(json.dumps(row) for row in perturbed(read(gold), seed)), "utf-8")
    files = (shared / "gold" / "score.py", "score", documents, gold, predicted, "--json")
    script = [sys.executable, *map(str, files)]
    referee = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
    ours = report.as_values(measure(str(documents), str(gold), Complaints(pytest.fail), str(predicted)))
    assert ours == approximately(referee)
    assert 0.3 < ours["detection"]["f1"] < 0.99  # the test tests something


def approximately(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: approximately(item) for key, item in value.items()}
    return pytest.approx(value, abs=0.0005) if isinstance(value, float) else value
