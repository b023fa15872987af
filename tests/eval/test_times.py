"""Times do not get worse: floors a little under docs/evaluation.md, on texts that no rule was tuned on."""

import pytest

from eval import gate
from marsad.run.measure_times import measure, readers, texts

NEWS = gate.ROOT / "tests" / "gold" / "times.jsonl"
HISTORIES = gate.shared() / "time" / "wikiwars"


def test_the_marks_stand_where_they_say() -> None:
    marked = texts(NEWS)
    assert sum(len(text.expressions) for text in marked) >= 230
    assert all(text.text[mark.span.start : mark.span.end].strip() for text in marked for mark in text.expressions)
    assert {text.tuned for text in marked} == {True, False}


def test_times_of_news_are_found_with_their_values() -> None:
    _, held_out = measure(texts(NEWS), readers()["marsad"])
    assert held_out.found.f1 >= 0.94
    assert held_out.valued.f1 >= 0.90


def test_times_of_histories_are_found_with_their_values() -> None:
    if not HISTORIES.exists():
        pytest.skip("WikiWars is not here: set MARSAD_SHARED to the folder with time/wikiwars")
    _, held_out = measure(texts(HISTORIES), readers()["marsad"])
    assert held_out.found.f1 >= 0.84
    assert held_out.valued.f1 >= 0.73
