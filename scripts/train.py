"""Train the choices of ``marsad.extract.rules.choices`` on labelled reports, and cross-validate them by report.

    python scripts/train.py [--folds 5] [--measure DOCS GOLD] [--write]

Prints the scores of reports that the weights were not trained on: those of ``tests/gold`` and those composed for
training by cross-validation; the seed, those kept apart in ``training`` and those given by --measure by weights
trained on all others. With --write, trains on all that may be trained on and writes ``src/marsad/data/weights``.
The sets and their licences are told in ``tests/gold/README.md`` and ``training/README.md``.
"""

import argparse
import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from marsad.evaluate.label import Label, label, same_slot
from marsad.evaluate.score import score
from marsad.extract.framing import Wording, plain_text, wording
from marsad.extract.parse import parse
from marsad.extract.rules.assemble import drafts
from marsad.extract.rules.choices.model import Weights, using
from marsad.extract.rules.choices.same import Tellings, keep_features, pair_features
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.fold import order_in_kind
from marsad.extract.rules.reading import finished
from marsad.extract.rules.settle import settle_slot, steps
from marsad.extract.sentence import Sentence
from marsad.model import Claim, Document
from marsad.run.spelling import rows_of

Example = tuple[list[tuple[str, ...]], list[int]]
SLOTS = ("source", "place", "time", "actor", "target")
_JACK = 3
L2 = {"source": 4.0, "place": 4.0, "time": 8.0, "actor": 12.0, "target": 12.0, "same": 1.0, "keep": 2.0}
ROOT = Path(__file__).parent.parent
GOLD, TRAINING, WEIGHTS = ROOT / "tests/gold", ROOT / "training", ROOT / "src/marsad/data/weights"
CROSSED = (GOLD / "syria", GOLD / "latin", GOLD / "afghan", TRAINING / "composed")
APART = (GOLD / "seed", TRAINING / "seen", TRAINING / "held")
ALSO = (TRAINING / "syria", TRAINING / "re3d")
Predicted = dict[str, list[dict[str, Any]]]


@dataclass
class Labelled:
    """A parsed report with its gold claims."""

    wording: Wording
    sentences: list[Sentence]
    gold: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The report's id."""
        return self.wording.printed.id


def main() -> None:
    """Read the sets, cross-validate, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, help="parts that are measured in turn; 0 measures nothing")
    parser.add_argument(
        "--measure", nargs=2, action="append", default=[], metavar=("DOCS", "GOLD"), help="a further set"
    )
    parser.add_argument("--write", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    sets = [read_set(*files(stem)) for stem in CROSSED]
    also = [item for stem in ALSO for item in read_set(*files(stem))]
    if arguments.folds:
        apart = [*map(files, APART), *arguments.measure]
        cross_validate(sets, also, [read_set(Path(docs), Path(gold)) for docs, gold in apart], arguments.folds)
    if arguments.write:
        write(train([item for items in sets for item in items], also))


def files(stem: Path) -> tuple[Path, Path]:
    """The reports and the labelled claims of a set."""
    return stem.with_suffix(".docs.jsonl"), stem.with_suffix(".gold.jsonl")


def read_set(docs: Path, gold: Path) -> list[Labelled]:
    """Parse the documents of a set, in plain wording, and attach their gold claims."""
    rows = [json.loads(line) for line in docs.read_text("utf-8").split("\n") if line.strip()]
    wordings = [wording(_document(row)) for row in rows]
    parsed = parse(one.plain for one in wordings)
    found = {one.printed.id: Labelled(one, sentences) for one, sentences in zip(wordings, parsed, strict=True)}
    for line in filter(None, gold.read_text("utf-8").split("\n")):
        row = json.loads(line)
        found[row["doc"]].gold.append(row)
    return list(found.values())


def plain_row(row: dict[str, Any]) -> dict[str, Any]:
    """A gold claim in the plain wording that its report is read in."""
    names = {slot: plain_text(row[slot]) for slot in ("source", "via", "actor", "target") if row.get(slot)}
    return {**row, **names, "evidence": [plain_text(quote) for quote in row["evidence"]]}


def _document(row: dict[str, Any]) -> Document:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Document(
        text=row["text"],
        id=row["id"],
        title=row.get("title") or "",
        outlet=row.get("outlet") or "",
        published=published,
    )


def cross_validate(sets: list[list[Labelled]], also: list[Labelled], apart: list[list[Labelled]], folds: int) -> None:
    """Print, for each set, the scores of reports read with weights that were not trained on them."""
    everything = [item for items in sets for item in items]
    random.Random(0).shuffle(everything)  # noqa: S311 - the same folds on every run
    predicted: Predicted = {}
    for fold in range(folds):
        held = everything[fold::folds]
        with using(train([item for item in everything if item not in held], also)):
            predicted.update(predictions(held))
    ids = {item.id for items in apart for item in items}
    with using(train(everything, [item for item in also if item.id not in ids])):
        predicted.update(predictions([item for items in apart for item in items]))
    for items in [*sets, *apart, everything]:
        print(summary(items, predicted), flush=True)


def predictions(items: list[Labelled]) -> Predicted:
    """The claims read in each report, as rows, by its id."""
    return {item.id: rows_of(item.wording.printed, read(item)) for item in items}


def read(item: Labelled) -> list[Claim]:
    """The claims of a report, with the words that it prints."""
    return item.wording.printed_claims(finished(item.wording.plain, item.sentences))


def summary(items: list[Labelled], predicted: Predicted) -> str:
    """One line of scores."""
    gold = [label(row, item.wording.printed.text) for item in items for row in item.gold]
    mine = [label(row, item.wording.printed.text) for item in items for row in predicted[item.id]]
    result = score([item.id for item in items], gold, mine)
    rates = {name: getattr(result, name) for name in ("detection", "core", "whole")}
    found = " ".join(f"{name} {value.f1:.3f}" for name, value in rates.items())
    slots = " ".join(f"{slot} {share:.2f}" for slot, share in result.slots().items())
    detection = f"P {result.detection.precision:.2f} R {result.detection.recall:.2f}"
    rest = f"evidence {result.evidence:.2f} dup {result.duplicates} | {slots}"
    return f"{items[0].id[:8]:8} {len(items):3} {detection} {found} {rest}"


def train(items: list[Labelled], also: list[Labelled]) -> Weights:
    """Weights of every choice, each trained on what earlier ones answer for reports that they were not trained on.

    `also` trains the slots only: which tellings are claims, and which are the same, is learnt from `items`.
    """
    tables: Weights = {}
    work = [Work(item) for item in [*items, *also]]
    for at, slot in enumerate(SLOTS):
        parts = [work[part::_JACK] for part in range(_JACK)]
        examples = {id(one): one.examples(at, slot) for one in work}
        for part in parts:
            others = [example for one in work if one not in part for example in examples[id(one)]]
            with using({slot: fit(others, L2[slot])}):
                for one in part:
                    one.settle(at)
        tables[slot] = fit([example for one in work for example in examples[id(one)]], L2[slot])
    work = work[: len(items)]
    tables["keep"] = fit_binary([pair for one in work for pair in kept(one.made, one.answers)], L2["keep"])
    tables["same"] = fit_binary([pair for one in work for pair in pairs(one.made, one.answers)], L2["same"])
    return tables


class Work:
    """A report being trained on: its drafts, their gold claims, and the choices to be made."""

    def __init__(self, item: Labelled) -> None:
        report = Report(item.wording.plain, item.sentences)
        self.made = drafts(report)
        self.answers = assign(item, self.made)
        self._plan = steps(self.made, report)

    def examples(self, at: int, slot: str) -> list[Example]:
        """The examples of one choice, with the earlier ones settled."""
        return choices(slot, self._plan[at][1], self.made, self.answers)

    def settle(self, at: int) -> None:
        """Make one choice with the weights in use."""
        settle_slot(*self._plan[at], self.made)


def assign(item: Labelled, made: list[Draft]) -> list[dict[str, Any] | None]:
    """The gold claim that each draft tells of, several drafts of one claim allowed."""
    labels = [label(plain_row(row), item.wording.plain.text) for row in item.gold]
    return [_best(draft, labels) for draft in made]


def _best(draft: Draft, labels: list[Label]) -> dict[str, Any] | None:
    best, found = 0.0, None
    for gold in labels:
        row = gold.row
        overlap = max((_overlap((draft.start, draft.end), span) for span in gold.spans), default=0.0)
        if row["kind"] != draft.kind or overlap < 0.3:
            continue
        number = draft.quantity.value if draft.quantity is not None else None
        agree = (
            3.0 * (row["number"] == number)
            + (row["subset"] == draft.subset)
            + (row["method"] == draft.method)
            + (row["change"] == draft.change)
            + (row["polarity"] == draft.polarity)
        )
        agree += 2.0 * overlap + (2.0 if row["number"] is not None and row["number"] == number else 0.0)
        if (
            draft.target is not None
            and row["target"] is not None
            and same_slot("target", row, {"target": draft.target.name})
        ):
            agree += 1.5
        if agree > best:
            best, found = agree, row
    return found


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> float:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared / max(1, min(one[1] - one[0], two[1] - two[0])) if shared > 0 else 0.0


def choices(slot: str, offers: Any, made: list[Draft], answers: list[dict[str, Any] | None]) -> list[Example]:
    """The drafts with a gold claim as examples: options, and which of them are right."""
    found = []
    for draft, row in zip(made, answers, strict=True):
        if row is None:
            continue
        options = offers(draft)
        right = [at for at, option in enumerate(options) if is_right(slot, option.value, row)]
        if right and len(right) < len(options):
            found.append(([option.features for option in options], right))
    return found


def is_right(slot: str, value: Any, row: dict[str, Any]) -> bool:
    """Whether a candidate is what the gold claim says."""
    if slot == "time":
        days = (value.when.start, value.when.end) if value is not None else (None, None)
        return all(
            (day.isoformat() if day else None) == row[name] for day, name in zip(days, ("start", "end"), strict=True)
        )
    return same_slot(slot, row, {slot: value.name if value is not None else None})


def kept(made: list[Draft], answers: list[dict[str, Any] | None]) -> list[tuple[tuple[str, ...], bool]]:
    """Every draft as an example of being a claim or not."""
    told = Tellings(made)
    return [(keep_features(draft, told), row is not None) for draft, row in zip(made, answers, strict=True)]


def pairs(made: list[Draft], answers: list[dict[str, Any] | None]) -> list[tuple[tuple[str, ...], bool]]:
    """Pairs of drafts of one kind that both are claims, as examples of being the same."""
    told = [(draft, row) for draft, row in zip(made, answers, strict=True) if row is not None]
    order = order_in_kind(made)
    return [
        (pair_features(one, two, order[id(two)] - order[id(one)] - 1), mine is theirs)
        for at, (two, theirs) in enumerate(told)
        for one, mine in told[:at]
        if one.kind == two.kind
    ]


def fit_binary(examples: list[tuple[tuple[str, ...], bool]], l2: float) -> dict[str, float]:
    """A logistic regression, written as a choice between the features and nothing."""
    return fit([([features, ()], [0 if yes else 1]) for features, yes in examples], l2)


def fit(examples: list[Example], l2: float) -> dict[str, float]:
    """Weights that make the right options likely (conditional logit, L2 penalty, L-BFGS)."""
    counts: dict[str, int] = defaultdict(int)
    for options, _ in examples:
        for name in {name for features in options for name in features}:
            counts[name] += 1
    names = sorted(name for name, count in counts.items() if count >= 3)
    index = {name: at for at, name in enumerate(names)}
    rows = [[index[name] for name in features if name in index] for options, _ in examples for features in options]
    starts = np.cumsum([0] + [len(options) for options, _ in examples])
    right = np.zeros(len(rows), bool)
    for at, (_, answers) in enumerate(examples):
        right[[starts[at] + answer for answer in answers]] = True
    pointers = np.cumsum([0] + [len(row) for row in rows])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(names)))
    found = minimize(
        _loss,
        np.zeros(len(names)),
        args=(matrix, starts, right, l2),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 200},
    )
    return {name: round(float(value), 3) for name, value in zip(names, found.x, strict=True) if abs(value) >= 0.005}


def _loss(weights: Any, matrix: Any, starts: Any, right: Any, l2: float) -> tuple[float, Any]:
    scores = matrix @ weights
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    top = np.maximum.reduceat(scores, starts[:-1])
    raised = np.exp(scores - top[owner])
    total = np.add.reduceat(raised, starts[:-1])
    good = np.add.reduceat(raised * right, starts[:-1])
    gradient = matrix.T @ (raised / total[owner] - raised * right / good[owner])
    return float(np.sum(np.log(total) - np.log(good)) + l2 * weights @ weights / 2), gradient + l2 * weights


def write(tables: Weights) -> None:
    """Write one readable file a choice, sorted by name."""
    WEIGHTS.mkdir(exist_ok=True)
    for slot, table in tables.items():
        (WEIGHTS / f"{slot}.json").write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", "utf-8")
        print(f"{slot}: {len(table)} weights")


if __name__ == "__main__":
    main()
