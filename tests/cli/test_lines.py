"""Lines of styled words."""

import click
import pytest

from marsad.cli.lines import Part, put


def test_a_line_is_cut_at_words_and_keeps_its_indent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    put(Part("one two three four", "bold"), " five six", indent=4)
    assert capsys.readouterr().out == "    one two three\n    four five six\n"


def test_styles_hold_over_the_end_of_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "8")
    with click.Context(click.Command("test"), color=True):
        put(Part("one two", "bold cyan"), " ", Part("six", "strikethrough dim"))
    first, second = capsys.readouterr().out.splitlines()
    assert first == click.style("one two", bold=True, fg="cyan")
    assert second == click.style("six", strikethrough=True, dim=True)


def test_words_that_are_wider_than_the_terminal_are_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "5")
    put("internationalisation")
    assert capsys.readouterr().out == "inter\nnatio\nnalis\nation\n"


def test_an_empty_line_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    put()
    assert capsys.readouterr().out == "\n"
