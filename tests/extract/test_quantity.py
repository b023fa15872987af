import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad import lexicon
from marsad.extract.rules import quantity, traps
from marsad.extract.rules.numerals import NUMBER, read_number
from marsad.extract.rules.quantity import Figure, figures
from marsad.model import Hedge

WORDS: dict[str, Any] = lexicon.load("lexicon/en/quantity.yml")
TRAPS: dict[str, Any] = lexicon.load("lexicon/en/quantity_traps.yml")
HEDGES = [(word, kind) for kind, entry in WORDS["hedges"].items() for word in entry["before"]]


def written(figure: Figure) -> str:
    """Write a figure as the examples do."""
    found = figure.quantity
    value = "" if found.value is None else f" {found.value:.10g}"
    high = "" if found.high is None else f"-{found.high:.10g}"
    return found.hedge + value + high + ("" if found.unit == "person" else f" {found.unit}")


def examples(node: Any) -> Iterator[Any]:
    """Collect what stands under every `examples` in a lexicon."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "examples":
                yield from (pytest.param(text, expected, id=text) for text, expected in value.items())
            else:
                yield from examples(value)
    elif isinstance(node, list):
        for item in node:
            yield from examples(item)


@pytest.mark.parametrize(("text", "expected"), [*examples(WORDS), *examples(TRAPS)])
def test_examples_of_the_lexicon(text: str, expected: list[str]) -> None:
    assert [written(figure) for figure in figures(text)] == expected


def test_every_entry_has_examples() -> None:
    entries = [
        *WORDS["hedges"].values(),
        *WORDS["vague"],
        *WORDS["counting"],
        *WORDS["units"].values(),
        *TRAPS["traps"].values(),
    ]
    assert all(entry["examples"] for entry in [*entries, WORDS["numbers"], WORDS["fillers"], WORDS["ranges"]])


def test_no_pattern_names_an_unknown_macro() -> None:
    sides = [side for _, found in traps._TRAPS for trap in found for side in (trap.before, trap.after) if side]
    for pattern in [quantity._FIGURE, quantity._APART, *quantity._UNITS.values(), *sides]:
        assert not re.search(r"\{[a-z_]+\}", pattern.pattern)


@pytest.mark.parametrize(("words", "kind"), HEDGES, ids=[words for words, _ in HEDGES])
def test_each_hedge(words: str, kind: str) -> None:
    (figure,) = figures(f"The blast hurt {words} 20 people.")
    assert written(figure) == f"{kind} 20"
    assert figure.quantity.text == f"{words} 20"


def test_core_leaves_out_the_hedge() -> None:
    text = "between 10 and 15 dead, at least some 20 hurt, tens of thousands of others"
    assert [text[figure.core.start : figure.core.end] for figure in figures(text)] == [
        "10 and 15",
        "20",
        "tens of thousands",
    ]


def test_a_headline_does_not_run_into_the_text() -> None:
    assert [written(figure) for figure in figures("Shelling kills 20\n\nDays earlier, 3 died")] == [
        "exact 20",
        "exact 3",
    ]


@pytest.mark.parametrize(
    "text", ["at\u00a0least\u00a020 people", "AT LEAST 20 PEOPLE", "at  least\r\n  20 people", "at‑least 20"]
)
def test_noise_of_print(text: str) -> None:
    assert [written(figure) for figure in figures(text)] == ["at_least 20"]


def test_a_trailing_hedge_belongs_to_the_number_behind_it() -> None:
    assert [written(figure) for figure in figures("killed 20 at least some 5 of them women")] == [
        "exact 20",
        "at_least 5",
    ]


def spelled(number: int) -> str:
    """Write a number below 1000 in words."""
    small = {
        value: word for group in ("ones", "teens", "tens") for word, value in reversed(WORDS["numbers"][group].items())
    }
    if number >= 100:
        return f"{small[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    return small[number] if number in small else f"{small[number - number % 10]}-{small[number % 10]}"


@given(st.integers(0, 999))
def test_words_are_worth_their_number(number: int) -> None:
    words = spelled(number)
    assert re.fullmatch(NUMBER, words)
    assert read_number(words).value == number


@given(
    st.integers(1, 10**8),
    st.sampled_from(["{}", "{:,}"]),
    st.sampled_from([("killed ", " people"), ("", " civilians died")]),
)
def test_a_planted_number_is_found_alone(number: int, style: str, around: tuple[str, str]) -> None:
    printed = style.format(number)
    (figure,) = figures(f"{around[0]}{printed}{around[1]}")
    assert (figure.quantity.text, figure.quantity.value, figure.quantity.hedge) == (printed, number, Hedge.EXACT)


fragments = st.one_of(
    st.text(max_size=12),
    st.sampled_from([word for words, _ in HEDGES for word in (words, words.upper())]),
    st.sampled_from(
        [
            "20",
            "1,300",
            "2.5m",
            "half a million",
            "and",
            "to",
            "from",
            "between",
            "dozens",
            "of",
            "-",
            "%",
            "\n",
            "İ",
            "²",
        ]
    ),
)


@given(st.lists(fragments, max_size=12).map(" ".join))
def test_figures_quote_the_text_in_order(text: str) -> None:
    end = 0
    for figure in figures(text):
        span = figure.quantity.span
        assert span.start >= end
        assert text[span.start : span.end] == figure.quantity.text
        assert span.covers(figure.core)
        end = span.end
