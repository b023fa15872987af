"""The commands that show what a ledger's reports come to."""

import json
from pathlib import Path
from typing import Any

import pytest

import chronicle
from conftest import Run
from marsad.store import open_store

REPORTS = (
    ("2020-01-10", "killed 12 soldiers in Harga on 2020-01-09, said sohr."),
    (
        "2020-01-11",
        "killed 15 soldiers in Harga on 2020-01-09, said sohr. killed 9 soldiers in Harga on 2020-01-09, said sana.",
    ),
    (
        "2020-01-12",
        "gained by rebels in Bir on 2020-01-11, said sohr. gained by rebels in Bir on 2020-01-11, said locals.",
    ),
    ("2020-01-13", "killed 147 soldiers in Harga on 2020-01-09 in all, said sohr."),
)


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("war") / "war.marsad"
    with chronicle.ledger(*REPORTS, store=open_store(str(path), create=True)) as ledger:
        ledger.refresh()
    return path


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_events_as_rows_and_as_a_table(marsad: Run, war: Path) -> None:
    (first, second) = rows(marsad("events", war).out)
    assert (first["place"], first["killed_low"], first["killed_high"]) == ("Harga", 9, 15)
    assert second["kind"] == "control"
    table = marsad("events", war, "--format", "table", "--place", "Harga").out
    assert "9 Jan 2020" in table
    assert "Attack, Harga: 9 (9–15) killed (Government of Syria)" in " ".join(table.split())
    assert "1 event" in table


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--kind", "control"), 1),
        (("--box", "36,35,37,36"), 1),
        (("--since", "2020-01-10"), 1),
        (("--until", "2020-01-10"), 1),
        (("--party", "Syrian opposition forces"), 1),
        (("--grade", "weak", "--grade", "confirmed"), 1),
        (("--as-of", "2020-01-10"), 1),
        (("--policy", "latest"), 2),
    ],
)
def test_events_are_narrowed(marsad: Run, war: Path, options: tuple[str, ...], found: int) -> None:
    outcome = marsad("events", war, *options)
    assert (outcome.code, len(rows(outcome.out))) == (0, found)


def test_an_event_shows_its_claims_rules_and_what_was_set_aside(marsad: Run, war: Path) -> None:
    name = rows(marsad("events", war).out)[0]["id"]
    sheet = " ".join(marsad("event", war, name[:8], "--format", "table").out.split())
    assert "9 (9–15) killed (Government of Syria) the median of what 2 origins say (9, 15)" in sheet
    assert "superseded: Syrian Observatory for Human Rights gave another figure later" in sheet
    assert "confirmed: admitted: Syrian Arab News Agency tells of harm to its own side (killed)" in sheet
    assert "Why these are one event" in sheet
    (row,) = rows(marsad("event", war, name).out)
    assert [claim["used"] for claim in row["claims"]] == [False, True, True]
    assert row["claims"][0]["quote"].startswith("killed 12 soldiers")


def test_an_unknown_event_ends_with_a_sentence(marsad: Run, war: Path) -> None:
    outcome = marsad("event", war, "e-nothing")
    assert (outcome.code, outcome.err) == (2, "marsad: e-nothing is the id of no event. `marsad events` lists them.\n")


def test_a_tally_with_what_stands_beside_it(marsad: Run, war: Path) -> None:
    found = rows(marsad("tally", war, "--by", "place,month,party").out)
    assert [row["row"] for row in found] == ["cell", "whole", "toll"]
    cell, whole, toll = found
    assert (cell["place"], cell["month"], cell["party"], cell["party_name"]) == (
        "p:harga",
        "2020-01",
        "syria",
        "Government of Syria",
    )
    assert (whole["low"], whole["best"], whole["high"]) == (9, 9, 15)
    assert (toll["toll_best"], toll["on_record_high"]) == (147, 15)
    table = marsad("tally", war, "--by", "party", "--format", "table", "--measure", "killed").out
    assert "all" in table
    assert "beside it: 147 killed (Government of Syria) in all" in table


def test_a_wrong_dimension_ends_with_a_sentence(marsad: Run, war: Path) -> None:
    outcome = marsad("tally", war, "--by", "weather")
    assert outcome.code == 2
    assert outcome.err.startswith("marsad: A tally cannot be told apart by “weather”; give some of place, region")


def test_control_now_then_and_in_between(marsad: Run, war: Path) -> None:
    (held,) = rows(marsad("control", war, "--place", "Bir").out)
    assert (held["status"], held["parties_named"]) == ("held", ["Syrian opposition forces"])
    assert rows(marsad("control", war, "--at", "2020-01-10").out) == []
    table = marsad("control", war, "--history", "--at", "2020-01-20", "--format", "table").out
    assert "Bir  held by Syrian opposition forces" in table
    assert "last word 11 Jan 2020, 9 days before" in " ".join(table.split())


def test_timeline_and_sources(marsad: Run, war: Path) -> None:
    assert [row["day"] for row in rows(marsad("timeline", war).out)] == ["2020-01-09", "2020-01-11"]
    assert "Change of control, Bir" in marsad("timeline", war, "--format", "table").out
    assert [row["id"] for row in rows(marsad("sources", war).out)] == ["sohr", "sana"]
    assert "Syrian Arab News Agency" in marsad("sources", war, "--format", "table").out


def test_diff_says_what_changed(marsad: Run, war: Path) -> None:
    found = rows(marsad("diff", war, "--from", "2020-01-10", "--to", "2020-01-11").out)
    assert [(row["sort"], row["words"]) for row in found] == [
        ("changed", "9 Jan 2020: Attack, Harga: 12 → 9 (9–15) killed (Government of Syria); fair → confirmed")
    ]
    assert "12 → 9 (9–15)" in marsad("diff", war, "--from", "2020-01-10", "--format", "table").out


def test_a_brief_on_the_screen_and_in_files(marsad: Run, war: Path, tmp_path: Path) -> None:
    assert marsad("brief", war).out.startswith("# Reported violence, 9–11 Jan 2020\n")
    for name, start in (("page.html", "<!doctype html>"), ("page.md", "# Reported")):
        assert marsad("brief", war, "--out", tmp_path / name, "--names").code == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start)
    outcome = marsad("brief", war, "--out", tmp_path / "page.pdf")
    assert outcome.code == 2
    assert "ends neither in .html nor in .md" in outcome.err


def test_pairs_and_why_two_claims_are_one_event(marsad: Run, war: Path) -> None:
    (left, right, _) = rows(marsad("events", war).out)[0]["claims"]
    (row,) = rows(marsad("explain", war, left, right).out)
    assert row["together"]
    assert "one event" in marsad("explain", war, left, right, "--format", "table").out
    assert marsad("pairs", war, "--limit", 3).code == 0
    assert marsad("pairs", war, "--format", "table").code == 0
    assert marsad("pairs", war, "--as-of", "2000-01-01").out == ""
