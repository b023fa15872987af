"""The times that a fact may be given, and what becomes of one that cannot be counted out."""

from datetime import date

import pytest

import marsad
from marsad import Claim, Document
from marsad.extract.parse import parse
from marsad.extract.rules.assemble import drafts
from marsad.extract.rules.choices.model import Option, using
from marsad.extract.rules.choices.time import TimeOptions, Told, bond, tense
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.time import TimeMention
from marsad.model.rows import from_row, to_row

PUBLISHED = date(2020, 1, 28)  # a Tuesday


def read_report(text: str) -> tuple[Report, list[Draft]]:
    document = Document(text=text, published=PUBLISHED)
    [sentences] = parse([document])
    report = Report(document, sentences)
    return report, drafts(report)


def first(text: str, kind: str) -> tuple[Draft, TimeOptions]:
    report, made = read_report(text)
    return next(draft for draft in made if draft.kind == kind), TimeOptions(report, made)


def days(options: list[Option[TimeMention | None]]) -> list[str]:
    found = [option.value.when for option in options if option.value is not None]
    return [f"{when.start or ''}..{when.end or ''}" if when.start != when.end else str(when.start) for when in found]


def told(text: str, kind: str) -> tuple[Draft, Told]:
    draft, options = first(text, kind)
    return draft, next(told for row in options._told for told in row)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed six villagers on Friday.", "own"),
        ("On Friday six villagers were killed in shelling.", "clause"),
        ("Gunmen killed six villagers, the governor said on Friday.", "reported"),
        ("The governor on Friday said gunmen killed six villagers.", "reported"),
        ("Rebels withdrew on Friday after gunmen killed six villagers.", "above"),
    ],
)
def test_how_a_time_hangs_together_with_a_fact(text: str, expected: str) -> None:
    kind = "attack" if "shelling" in text else "killed"
    assert bond(*told(text, kind)) == expected


def test_a_verb_that_tells_of_a_fact_reports_nothing() -> None:
    _, time = told("The attacks last week claimed 20 lives.", "killed")
    assert not time.reported


def test_days_told_twice_are_one_candidate() -> None:
    text = "Gunmen killed six villagers on Friday.\n\nThe attack on 24 January shocked the region."
    draft, options = first(text, "killed")
    assert days(options.of(draft)) == ["2020-01-24"]


def test_no_time_is_always_a_candidate_and_comes_first() -> None:
    draft, options = first("Gunmen killed six villagers.", "killed")
    assert [option.value for option in options.of(draft)] == [None]


def test_what_lies_ahead_dates_only_what_has_not_happened() -> None:
    draft, options = first("Gunmen killed six villagers ahead of the vote scheduled for 12 March.", "killed")
    assert days(options.of(draft)) == []


def test_what_began_may_have_gone_on() -> None:
    draft, options = first("The war, which began in March 2018, has killed 9,000 people.", "killed")
    assert days(options.of(draft)) == ["2018-03-01..2018-03-31", "2018-03-01..2020-01-28"]


def test_a_time_at_the_head_is_a_candidate_far_below() -> None:
    filler = "Nobody has answered questions about the road. " * 12
    report, made = read_report(f"Gunmen killed six villagers on Friday. {filler}The attack wounded ten others.")
    last = made[-1]
    assert last.sentence.index > 10
    assert days(TimeOptions(report, made).of(last)) == ["2020-01-24"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed six villagers.", "past"),
        ("Gunmen have killed six villagers.", "perfect"),
        ("Gunmen had killed six villagers.", "pluperfect"),
        ("Gunmen are killing villagers.", "progressive"),
        ("Gunmen may kill villagers.", "modal"),
        ("A bomb exploded, killing six villagers.", "past"),
    ],
)
def test_the_tense_of_a_clause(text: str, expected: str) -> None:
    draft, _ = first(text, "killed")
    assert tense(draft) == expected


# --- reports without a date of publication ----------------------------------------------------------------------------

TEXT = "Gunmen killed six villagers on Friday."
TAKE_THE_TIME_NAMED = {"time": {"here": 9.0}, "same": {"bias": -9.0}}


def killed(text: str, published: str | None) -> Claim:
    with using(TAKE_THE_TIME_NAMED):
        return next(claim for claim in marsad.read(text, published=published) if claim.kind == "killed")


def test_without_a_date_a_weekday_stays_open_and_says_so() -> None:
    row = to_row(killed(TEXT, None))
    assert (row["start"], row["end"], row["time_text"], row["unresolved_time"]) == (None, None, "Friday", True)
    assert row["basis"] == "none"
    assert TEXT[row["spans"]["time"]["start"] : row["spans"]["time"]["end"]] == "Friday"


def test_with_a_date_the_same_words_are_days() -> None:
    row = to_row(killed(TEXT, "2020-01-28"))
    assert (row["start"], row["end"], row["time_text"], row["unresolved_time"]) == (
        "2020-01-24",
        "2020-01-24",
        "Friday",
        False,
    )
    assert row["basis"] == "relative"


def test_a_full_date_needs_no_publication() -> None:
    row = to_row(killed("Gunmen killed six villagers on 24 January 2020.", None))
    assert (row["start"], row["unresolved_time"], row["basis"]) == ("2020-01-24", False, "stated")


def test_a_date_at_the_head_of_the_text_will_do() -> None:
    row = to_row(killed("BAMAKO (Jan. 28, 2020) -- Gunmen killed six villagers on Friday.", None))
    assert (row["start"], row["unresolved_time"]) == ("2020-01-24", False)


def test_different_unresolved_times_are_different_candidates() -> None:
    document = Document(text="Gunmen killed six villagers on Friday. Shelling wounded two on Monday.")
    [sentences] = parse([document])
    report = Report(document, sentences)
    made = drafts(report)
    options = TimeOptions(report, made).of(made[0])
    assert [option.value.when.text for option in options if option.value is not None] == ["Friday", "Monday"]


def test_an_unresolved_time_survives_writing_and_reading() -> None:
    claim = killed(TEXT, None)
    assert from_row(to_row(claim)) == claim
