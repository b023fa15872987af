import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from marsad import Claim, Document, Evidence, Mention, Quantity, When
from marsad.cli import table
from marsad.model import Basis, Hedge, Polarity, Span, phrases
from strategies import claims

DAY = date(2020, 1, 28)


def printed(monkeypatch: pytest.MonkeyPatch, width: int, document: Document, *found: Claim) -> str:
    out = io.StringIO()
    monkeypatch.setattr(table, "Console", lambda **_: Console(file=out, width=width))
    table.print_tables([(document, list(found))])
    return out.getvalue()


def claim(**slots: object) -> Claim:
    return Claim(document_id="d", evidence=(Evidence(Span(0, 9), "the words"),), **{"kind": "killed", **slots})  # type: ignore[arg-type]


def quantity(hedge: Hedge, value: float | None = None, high: float | None = None, unit: str = "person") -> Quantity:
    return Quantity(Span(0, 4), "dozens", hedge, value, high, unit)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (quantity(Hedge.EXACT, 147), "147"),
        (quantity(Hedge.ABOUT, 400_000), "~400,000"),
        (quantity(Hedge.AT_LEAST, 20), "≥20"),
        (quantity(Hedge.AT_MOST, 2.5e6), "≤2,500,000"),
        (quantity(Hedge.RANGE, 10, 15), "10–15"),
        (quantity(Hedge.VAGUE), "dozens"),
        (quantity(Hedge.EXACT, 0), "0"),
        (quantity(Hedge.EXACT, 12_345_678_901), "12,345,678,901"),
    ],
)
def test_amounts(amount: Quantity, shown: str) -> None:
    assert phrases.amount(amount) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (DAY, DAY, "28 Jan 2020"),
        (date(2020, 1, 24), DAY, "24–28 Jan 2020"),
        (date(2019, 12, 24), DAY, "24 Dec 2019 – 28 Jan 2020"),
        (date(2020, 1, 24), date(2020, 3, 1), "24 Jan – 1 Mar 2020"),
        (date(2020, 2, 1), date(2020, 2, 29), "Feb 2020"),
        (date(2011, 1, 1), date(2011, 12, 31), "2011"),
        (None, DAY, "until 28 Jan 2020"),
        (DAY, None, "from 28 Jan 2020"),
        (None, None, ""),
    ],
)
def test_times(start: date | None, end: date | None, shown: str) -> None:
    assert phrases.when(When(Span(0, 1), "then", start, end, Basis.STATED)) == shown


def test_a_time_that_is_not_resolved_is_marked() -> None:
    assert phrases.when(When(Span(0, 9), "on Friday", None, None, Basis.NONE, unresolved=True)) == "“on Friday” ?"
    assert phrases.when(None) == ""


def test_text_cannot_steer_the_terminal() -> None:
    assert phrases.plain("a\x1b[2J\nb\u202ec\0") == "a [2J b c"


@pytest.mark.parametrize("width", [80, 120, 200])
def test_a_claim_is_told_in_full(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    whole = claim(
        quantity=quantity(Hedge.ABOUT, 147),
        actor=Mention("rebels"),
        target=Mention("army"),
        place=Mention("Bor"),
        source=Mention("a doctor"),
        via=Mention("Wire"),
        when=When(Span(0, 1), "Tuesday", DAY, DAY, Basis.RELATIVE),
        cumulative=True,
    )
    text = printed(monkeypatch, width, Document(text="x", id="d", title="Title", published=DAY, outlet="Post"), whole)
    for part in (
        "Title",
        "Post · 28 Jan 2020 · d · 1 claim",
        "killed",
        "~147",
        "in all",
        "rebels → army",
        "Bor",
        "28 Jan 2020",
    ):
        assert part in text
    assert "“the words” — a doctor, via Wire" in text
    assert max(map(len, text.splitlines())) <= width


def test_parts_stand_below_their_total_however_deep_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    total = claim(quantity=quantity(Hedge.EXACT, 12))
    other = claim(kind="injured")
    part = claim(kind="missing", subset=True, parent=total.id, quantity=quantity(Hedge.EXACT, 3))
    deeper = claim(kind="released", subset=True, parent=part.id)
    orphan = claim(kind="detained", subset=True, parent="c-absent")
    text = printed(monkeypatch, 100, Document(text="x"), total, other, part, deeper, orphan)
    rows = [line for line in text.splitlines() if line.split(maxsplit=1)[:1] and "“" not in line]
    order = [
        word
        for line in rows
        for word in ("killed", "└ missing", "└ └ released", "injured", "detained")
        if line.startswith(word)
    ]
    assert order == ["killed", "└ missing", "└ └ released", "injured", "detained"]


def test_polarity_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = printed(
        monkeypatch, 100, Document(text="x"), claim(kind="attack", method="barrel_bomb", polarity=Polarity.DENIED)
    )
    assert "barrel bomb" in text
    assert "denied" in text


@given(st.lists(claims, max_size=3), st.integers(40, 200))
def test_any_claims_fit_any_terminal(found: list[Claim], width: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        text = printed(monkeypatch, width, Document(text="x"), *found)
    assert max(map(len, text.splitlines())) <= max(width, table.NARROWEST)
    assert phrases.count(len(found), "claim") in text
