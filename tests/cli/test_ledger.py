"""The commands of a ledger, as a person types them."""

import json
from pathlib import Path
from typing import Any

import pytest

import chronicle
from conftest import Run
from marsad.run.ledger import Ledger
from marsad.store import open_store

LINES = "killed 12 soldiers in Harga on 2020-01-09, said sohr.\ninjured 8 civilians in Bir on 2020-01-09, said sana.\n"


@pytest.fixture(autouse=True)
def patterned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands open ledgers that read by pattern."""

    def opened(locator: str, *, create: bool = False) -> Ledger:
        return chronicle.ledger(store=open_store(locator, create=create))

    monkeypatch.setattr("marsad.cli.ledgers.open_ledger", opened)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture
def name(tmp_path: Path, report: Path, marsad: Run) -> str:
    path = str(tmp_path / "x.marsad")
    assert marsad("init", path).code == 0
    assert marsad("add", path, report, "--published", "2020-01-10", "--outlet", "Wire").code == 0
    return path


def rows(outcome: Any) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_a_ledger_is_made_once(tmp_path: Path, marsad: Run) -> None:
    path = tmp_path / "x.marsad"
    assert f"{path} is ready. Put reports in with: marsad add" in marsad("init", path).out
    assert marsad("init", path).code == 0
    assert marsad("init", tmp_path / "x.txt").code == 2


def test_what_is_added_is_counted_and_known_the_next_time(name: str, report: Path, marsad: Run) -> None:
    assert rows(marsad("add", name, report)) == [
        {"documents": 0, "anew": 0, "claims": 0, "known": 1, "refused": []},
    ]
    report.with_name("b.txt").write_text("killed 3 civilians in Bir on 2020-01-11, said sohr.", "utf-8")
    (report.parent / "empty.txt").touch()
    outcome = marsad("add", name, report.parent, "--format", "table")
    assert outcome.code == 0
    assert [line.split() for line in outcome.out.splitlines()] == [
        "added 1 document, 1 claim".split(),
        "skipped 1 document: known already".split(),
        "refused 1 input: see above".split(),
    ]
    assert f"marsad: {report.parent / 'empty.txt'}: " in outcome.err


@pytest.mark.parametrize("source", ["absent.txt", "http://example.org/"])
def test_where_nothing_can_be_read_the_code_is_2(name: str, marsad: Run, source: str) -> None:
    outcome = marsad("add", name, source)
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path, report: Path, marsad: Run) -> None:
    outcome = marsad("add", tmp_path / "x.marsad", report)
    assert (outcome.code, outcome.out) == (2, "")
    assert "make one with: marsad init" in outcome.err


def test_status_tells_what_there_is(name: str, marsad: Run) -> None:
    [row] = rows(marsad("status", name))
    assert row["counts"]["kinds"] == {"injured": 1, "killed": 1}
    assert (row["undated"], row["fresh"]) == (0, True)
    table = marsad("status", name, "--format", "table").out
    assert "injured 1, killed 1" in table
    assert "out of date" not in table
    marsad("judge", name, "reject", claim(marsad, name), "--reason", "not a claim")
    table = marsad("status", name, "--format", "table").out
    assert "open 1, rejected 1" in table
    assert "out of date" in table


def test_claims_and_documents_are_found(name: str, marsad: Run) -> None:
    [row] = rows(marsad("search", name, "soldiers"))
    assert (row["kind"], row["number"], row["published"], row["outlet"]) == ("killed", 12, "2020-01-10", "Wire")
    assert row["resolutions"]["place"]["place"]["name"] == "Harga"
    assert len(rows(marsad("search", name))) == 2
    assert len(rows(marsad("search", name, "--limit", 1))) == 1
    assert len(rows(marsad("search", name, "--kind", "killed", "--kind", "missing"))) == 1
    assert len(rows(marsad("search", name, "--since", "2020-01-10"))) == 0
    assert len(rows(marsad("search", name, "--until", "2020-01-09"))) == 2
    assert len(rows(marsad("search", name, "--box", "36,35,37,36"))) == 1
    assert len(rows(marsad("search", name, "--status", "open"))) == 2
    assert len(rows(marsad("search", name, "--status", "accepted"))) == 0
    assert len(rows(marsad("search", name, "--party", "sana"))) == 1
    [document] = rows(marsad("search", name, "soldiers", "--in", "documents"))
    assert (document["text"], document["published"]) == (LINES, "2020-01-10")


def test_what_is_found_is_printed_for_people(name: str, marsad: Run) -> None:
    claims = marsad("search", name, "--format", "table", "--limit", 1).out
    assert "killed · 12 · → soldiers · Harga · 9 Jan 2020" in claims
    assert "2 claims, the first 1 shown" in claims
    documents = marsad("search", name, "--format", "table", "--in", "documents").out
    assert "Wire · 10 Jan 2020" in documents
    assert "1 document\n" in documents
    assert marsad("search", name, "nowhere", "--format", "table").out == "no claims\n"


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--box", "1,2"), "is no box"),
        (("--box", "0,95,1,96"), "is not on earth"),
        (("--since", "Friday"), "YYYY-MM-DD"),
        (("--status", "maybe"), "maybe"),
    ],
)
def test_a_search_that_cannot_be_is_refused(name: str, marsad: Run, option: tuple[str, str], says: str) -> None:
    outcome = marsad("search", name, *option)
    assert outcome.code == 2
    assert says in outcome.err


def test_a_place_that_is_none_is_refused(name: str, marsad: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.run.entities.place", lambda _name: None)
    assert "There is no place with the id harga" in marsad("search", name, "--place", "harga").err


def test_a_document_is_shown_with_its_quotations_marked(name: str, marsad: Run) -> None:
    sheet = marsad("show", "document", name, "d-", "--format", "table").out
    assert "⟦killed 12 soldiers in Harga on 2020-01-09, said sohr.⟧1" in sheet
    assert "⟦injured 8 civilians in Bir on 2020-01-09, said sana.⟧2" in sheet
    [row] = rows(marsad("show", "document", name, "d-"))
    assert len(row["claims"]) == 2
    assert row["snapshots"][0]["media_type"] == "text/plain"


def test_a_claim_is_shown_with_all_that_is_known_of_it(name: str, marsad: Run) -> None:
    which = claim(marsad, name)
    marsad("judge", name, "accept", which, "--by", "ana")
    undone = rows(marsad("judge", name, "reject", which, "--by", "ana", "--reason", "a duplicate"))[0]["id"]
    marsad("judge", name, "undo", undone, "--by", "ben")
    marsad("judge", name, "edit", which, "number", "21", "--by", "ana")
    sheet = marsad("show", "claim", name, which[:9], "--format", "table").out
    for part in ("number 21", "“12”", "= syria-army", "edited", "number is “21”", "(a duplicate)", "ben undo"):
        assert part in " ".join(sheet.split()), part
    [row] = rows(marsad("show", "claim", name, which))
    assert (row["number"], row["state"]["status"]) == (21, "edited")
    assert [judgement["undone"] for judgement in row["judgements"]] == [False, True, False, False]


def test_a_claim_is_named_by_as_much_of_its_id_as_is_needed(name: str, marsad: Run) -> None:
    assert "begins the ids of several" in marsad("show", "claim", name, "c-").err
    assert "There is no claim with the id x" in marsad("show", "claim", name, "x").err


def test_judgements_are_made_of_claims_pairs_and_documents(name: str, marsad: Run) -> None:
    left, right = (row["id"] for row in rows(marsad("search", name)))
    for words in (
        ("accept", left),
        ("defer", left),
        ("reopen", left),
        ("reject", left, "--reason", "why"),
        ("edit", left, "place", "Bor"),
        ("same", left, right),
        ("different", left, right),
        ("unsure", left, right),
        ("correct", left, "actor", ""),
        ("flag", left, "place", "wrong"),
        ("published", "d-", "2020-01-11"),
    ):
        [row] = rows(marsad("judge", name, *words, "--by", "ana"))
        assert (row["verdict"], row["by"]) == (words[0], "ana")
    [row] = rows(marsad("judge", name, "undo", row["id"]))
    assert row["by"], "the name of whoever is logged in"
    line = marsad("judge", name, "accept", left, "--by", "ana", "--format", "table").out
    assert line.startswith("j-")
    assert line.rstrip().endswith("ana accept")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("accept",), "Write it as: marsad judge"),
        (("edit", "c-", "number"), "edit CLAIM FIELD VALUE"),
        (("undo",), "undo JUDGEMENT"),
        (("maybe", "c-"), "maybe"),
        (("undo", "j-x"), "There is no judgement"),
        (("published", "d-", "Friday"), "YYYY-MM-DD"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(name: str, marsad: Run, words: tuple[str, ...], says: str) -> None:
    outcome = marsad("judge", name, *words)
    assert outcome.code == 2
    assert says in outcome.err


def test_rejecting_needs_a_reason(name: str, marsad: Run) -> None:
    assert "needs a reason" in marsad("judge", name, "reject", claim(marsad, name)).err


def test_what_is_derived_is_checked_and_made_anew(name: str, marsad: Run) -> None:
    assert marsad("rebuild", name, "--check").code == 0
    marsad("judge", name, "reject", claim(marsad, name), "--reason", "why")
    outcome = marsad("rebuild", name, "--check", "--format", "table")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (1, "1 fault")
    assert rows(marsad("rebuild", name)) == [{"event": 1, "gist": 1}]
    assert marsad("rebuild", name, "--format", "table").out == "derived: 1 event\n"
    assert marsad("rebuild", name, "--check").code == 0
    assert "no documents" in marsad("rebuild", name, "--reread").err
    assert marsad("rebuild", name, "--reread", "--check").code == 2


def test_a_ledger_is_verified(name: str, marsad: Run) -> None:
    outcome = marsad("verify", name, "--format", "table")
    assert outcome.code == 0
    assert "all is as it was written; entry 1 has the hash " in outcome.out
    marsad("judge", name, "reject", claim(marsad, name), "--reason", "why")
    outcome = marsad("verify", name)
    assert (outcome.code, outcome.out) == (0, "")
    assert "older than the records" in outcome.err
    path = Path(name)
    data = path.read_bytes()
    changed = data.replace(b"add ", b"ADD ", 1)
    assert changed != data
    path.write_bytes(changed)
    assert marsad("verify", name).code != 0


def test_what_a_report_says_is_taken_out_for_good(name: str, report: Path, marsad: Run) -> None:
    because = ("--cause", "legal", "--reason", "order of a court", "--by", "ana")
    assert marsad("expunge", name, "d-", *because).code == 130  # nobody said yes
    assert rows(marsad("status", name))[0]["counts"]["documents"] == 1
    [said] = rows(marsad("expunge", name, "d-", *because, "--yes"))
    assert (said["verdict"], said["value"], said["by"]) == ("expunge", "legal", "ana")
    [status] = rows(marsad("status", name))
    assert (status["counts"]["documents"], status["counts"]["claims"], status["expunged"]) == (0, 0, 1)
    shown = marsad("show", "document", name, "d-", "--format", "table").out
    assert "its hash stays" in shown
    assert "order of a court" in shown
    assert "Harga" not in shown
    assert marsad("verify", name).code == marsad("events", name).code == marsad("rebuild", name, "--check").code == 0
    again = marsad("add", name, report, "--published", "2020-01-10", "--outlet", "Wire")
    assert (rows(again)[0]["documents"], "not read again" in again.err) == (0, True)
    copy = report.with_name("copy.txt")
    copy.write_bytes(report.read_bytes())
    assert "not kept again" in marsad("add", name, copy, "--published", "2020-01-10").err
    assert "is gone" in marsad("judge", name, "undo", said["id"], "--by", "ana").err
    assert "taken out" in marsad("judge", name, "reject", "d-", "--by", "ana", "--reason", "x").err


def test_the_log_is_listed(name: str, marsad: Run) -> None:
    marsad("judge", name, "accept", claim(marsad, name), "--by", "ana")
    entries = rows(marsad("log", name))
    assert [entry["note"].split()[0] for entry in entries] == ["add", "accept"]
    assert [entry["number"] for entry in rows(marsad("log", name, "--after", 1))] == [2]
    table = marsad("log", name, "--format", "table").out
    assert f"accept {claim(marsad, name)}" in " ".join(table.split())


def test_a_ledger_is_copied_whole(name: str, tmp_path: Path, marsad: Run) -> None:
    marsad("judge", name, "accept", claim(marsad, name), "--by", "ana")
    target = tmp_path / "copy.marsad"
    assert marsad("copy", name, target).out.startswith("2 log entries copied; entry 2 has the hash ")
    assert marsad("copy", name, target).out.startswith("no log entries copied")
    assert marsad("verify", target).code == 0
    assert rows(marsad("log", target)) == rows(marsad("log", name))
    other = tmp_path / "other.marsad"
    marsad("init", other)
    marsad("add", other, "-", stdin=b"killed 1 rebels in Bir on 2020-01-09, said sana.")
    outcome = marsad("copy", name, other)
    assert outcome.code == 2
    assert "holds other records" in outcome.err


def claim(marsad: Run, name: str) -> str:
    """Return the id of the claim of 12 soldiers."""
    [row] = rows(marsad("search", name, "soldiers"))
    return str(row["id"])
