"""`marsad actor` and `marsad source`, as a user sees them."""

import pytest
from click.testing import CliRunner, Result

from marsad.cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, standalone_mode=False)


def test_an_actor_is_shown_with_its_reason() -> None:
    result = run("actor", "regime forces and its allied groups", "--at", "2020-01-28", "--near", "SY")
    assert result.return_value == 0
    assert "Government of Syria (syria)" in result.output
    assert "Militias allied with the Government of Syria (syria-allied-militias)" in result.output
    assert "the report tells of Syria (100%); there in January 2020, “regime forces” means" in result.output


def test_sides_are_shown_by_country_and_time() -> None:
    output = run("actor", "RSF", "--near", "sudan").output
    assert "  side: rapid support forces, SD\n" in output
    assert "  side: government, SD, until 2023\n" in output


def test_what_was_weighed_is_shown() -> None:
    result = run("actor", "ADF")
    assert result.return_value == 1
    assert "not Allied Democratic Forces (allied-democratic-forces), 0.70" in result.output


@pytest.mark.parametrize(
    ("name", "near"), [("Hezballeh", "hezbollah"), ("Syrian Democratc Forces", "syrian-democratic-forces")]
)
def test_near_spellings_are_proposed(name: str, near: str) -> None:
    assert f"spelled nearly so: {near}" in run("actor", name).output


def test_nobody_is_said_aloud() -> None:
    result = run("actor", "hospital")
    assert result.return_value == 1
    assert "tells of no party" in result.output


def test_a_source_is_shown_with_whose_voice_it_is() -> None:
    output = run("source", "the state news agency", "--near", "SY").output
    assert "Syrian Arab News Agency (sana)" in output
    assert "the voice of syria, state agency of Syria" in output


def test_the_unnamed_are_origins_of_one_report() -> None:
    result = run("source", "a military source", "--near", "SY")
    assert result.return_value == 0
    assert "unnamed:this-report:military-source@syria-army" in result.output


def test_an_unknown_source_ends_with_1() -> None:
    result = run("source", "Konga Relief Society")
    assert result.return_value == 1
    assert "kept as named" in result.output


def test_an_unknown_country_is_refused() -> None:
    result = run("actor", "rebels", "--near", "Atlantis")
    assert "no country is called 'Atlantis'" in str(result.exception)
