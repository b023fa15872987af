"""Framing does not matter: a report retold in another side's words gives the same claims."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelled import GOLD, SHIPPED, documents, rows
from marsad.extract import extract
from marsad.extract.framing import plain_text, wording
from marsad.lexicon import load
from marsad.model import Claim, Document, Evidence, Mention, Span
from marsad.model.rows import to_row

HEADS = (
    r"(?![\s-]+(?:attacks?|acts?|bomb\w*|blast|operations?|incident|threat|jets?|planes?|aircraft|pilots?|squadron)\b)"
)
Words = dict[str, str]

# Words of one side, each with the pattern of what it stands for.
SIDES: dict[str, Words] = {
    "a government's": {
        "government": r"\bregime\b",
        "governments": r"\bregimes\b",
        "terrorists": r"\b(?:rebels|fighters)\b",
        "terrorist": rf"\b(?:rebel|fighter)\b{HEADS}",
        "martyred": r"\bkilled\b",
        "martyring": r"\bkilling\b(?! of\b)",
        "liberated": r"\bcaptured\b",
        "liberating": r"\bcapturing\b",
        "liberates": r"\bcaptures\b",
        "liberate": r"(?<=\bto )capture\b",
    },
    "a rebel's": {
        "regime": r"\bgovernment\b",
        "regimes": r"\bgovernments\b",
        "fighters": r"\b(?:rebels|terrorists)\b",
        "fighter": rf"\b(?:rebel|terrorist)\b{HEADS}",
        "martyred": r"\bkilled\b",
        "captured": r"\bliberated\b",
        "capturing": r"\bliberating\b",
        "captures": r"\bliberates\b",
        "capture": r"\bliberate\b",
    },
    "an observer's": {
        "government": r"\bregime\b",
        "governments": r"\bregimes\b",
        "rebels": r"\b(?:terrorists|fighters)\b",
        "rebel": rf"\b(?:terrorist|fighter)\b{HEADS}",
        "killed": r"\bmartyred\b",
        "killing": r"\bmartyring\b",
        "captured": r"\bliberated\b",
    },
}
ABOUT_PLACES = {"captured", "capturing", "captures", "capture", "liberated", "liberating", "liberates", "liberate"}


@dataclass(frozen=True)
class Report:
    """A labelled report; `taken` is where its labels say that a place was taken: only there it is framing."""

    document: Document
    taken: list[Span]


@dataclass(frozen=True)
class Retold:
    """A report in other words, and the way from its offsets to those of the report."""

    document: Document
    swaps: list[tuple[Span, Span]]

    def back(self, at: int) -> int:
        """The offset in the report; the end of a swapped word for any place inside it or at its end."""
        before = [(told, printed) for told, printed in self.swaps if told.start < at]
        if not before:
            return at
        told, printed = before[-1]
        return printed.end + max(0, at - told.end)


def reports(folder: Path, name: str) -> list[Report]:
    labels = rows(folder / f"{name}.gold.jsonl")
    return [Report(document, places_taken(document, labels)) for document in documents(folder, name)]


def places_taken(document: Document, labels: list[dict[str, Any]]) -> list[Span]:
    quotes = [
        q for label in labels if label["doc"] == document.id and label["kind"] == "control" for q in label["evidence"]
    ]
    # People who were liberated were not captured: there the word is no framing.
    of_places = [quote for quote in quotes if not re.search(r"\bwho (?:have|had|were|was)\b", quote)]
    return [Span(*found.span()) for quote in of_places for found in re.finditer(re.escape(quote), document.text)]


def retold(report: Report, side: Words) -> Retold:
    text, title = report.document.text, report.document.title
    parts, swaps, at, length = [], [], 0, 0
    for start, end, word in sorted(swaps_of(report, side)):
        told = cased(word, text[start:end])
        parts += [text[at:start], told]
        length += start - at + len(told)
        swaps.append((Span(length - len(told), length), Span(start, end)))
        at = end
    for word, pattern in side.items():
        title = re.sub(pattern, word, title) if word not in ABOUT_PLACES else title
    return Retold(changed(report.document, "".join([*parts, text[at:]]), title), swaps)


def changed(document: Document, text: str, title: str) -> Document:
    return Document(text=text, id=document.id, title=title, outlet=document.outlet, published=document.published)


def swaps_of(report: Report, side: Words) -> Iterable[tuple[int, int, str]]:
    for word, pattern in side.items():
        for found in re.finditer(pattern, report.document.text, re.IGNORECASE):
            if word not in ABOUT_PLACES or any(span.start <= found.start() < span.end for span in report.taken):
                yield found.start(), found.end(), word


def cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


def signature(claim: Claim, back: Callable[[int], int], side: Words) -> str:
    """What must not change: everything but the words of the sides, offsets counted in the report as it was."""
    row = to_row(claim)
    fields = (
        "kind",
        "number",
        "number_high",
        "qualifier",
        "unit",
        "polarity",
        "method",
        "change",
        "start",
        "end",
        "cumulative",
        "subset",
    )
    evidence = sorted((back(item["start"]), back(item["end"])) for item in row["evidence"])
    names = {slot: said(row[slot], side) for slot in ("source", "via", "actor", "target", "place")}
    return json.dumps([{field: row[field] for field in fields}, names, evidence], ensure_ascii=False)


def said(name: str | None, side: Words) -> str | None:
    for word, pattern in side.items():
        name = re.sub(pattern, word, name, flags=re.IGNORECASE).lower() if name else name
    return name


@cache
def claims_of(folder: Path, name: str) -> dict[str, list[Claim]]:
    return {document.id: claims for document, claims in extract(report.document for report in reports(folder, name))}


def differences(folder: Path, name: str, side: Words) -> list[str]:
    told = {report.document.id: retold(report, side) for report in reports(folder, name)}
    found = []
    for document, claims in extract(again.document for again in told.values() if again.swaps):
        mine = {signature(claim, lambda at: at, side) for claim in claims_of(folder, name)[document.id]}
        theirs = {signature(claim, told[document.id].back, side) for claim in claims}
        found += [f"{document.id}: gone:  {claim}" for claim in sorted(mine - theirs)]
        found += [f"{document.id}: added: {claim}" for claim in sorted(theirs - mine)]
    return found


@pytest.mark.parametrize("group", load("lexicon/en/framing.yml")["groups"], ids=lambda group: group["plain"])
def test_examples(group: dict[str, Any]) -> None:
    for example in group["examples"]:
        assert wording(Document(text=example["text"])).plain.text == example["read"]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", SHIPPED)
def test_every_side_gives_the_same_claims(name: str, side: str) -> None:
    found = differences(GOLD, name, SIDES[side])

    assert not found, "\n".join(found)


@pytest.mark.parametrize("side", SIDES)
def test_every_side_gives_the_same_claims_elsewhere(shared: Path, side: str) -> None:
    found = differences(shared / "gold", "world", SIDES[side])

    assert not found, "\n".join(found)


def test_claims_are_printed_as_the_report_has_them() -> None:
    text = "Terrorists liberated Harga from the REGIME on Monday, martyring nine regime soldiers."
    worded = wording(Document(text=text, id="d"))
    killed = Claim(
        document_id="d",
        kind="killed",
        evidence=(Evidence.at(worded.plain.text, 0, len(worded.plain.text)),),
        actor=Mention("Rebels", Span(0, 6), "Rebels"),
        target=Mention("government soldiers", None),
    )
    part = replace(killed, subset=True, evidence=(Evidence.at(worded.plain.text, 54, 73),), parent=killed.id)

    first, second = worded.printed_claims([killed, part])

    assert worded.plain.text == "Rebels captured Harga from the GOVERNMENT on Monday, killing nine government soldiers."
    assert [item.quote for item in first.evidence] == [text]
    assert first.actor == Mention("Terrorists", Span(0, 10), "Terrorists")
    assert first.target == Mention("regime soldiers", None)
    assert second.parent == first.id
    second.evidence[0].check(text)


def test_long_words_push_no_object_out_of_sight() -> None:
    for many in range(1, 9):
        plain = plain_text("liberated " + "regime " * many + "REBELS")
        assert plain_text(plain) == plain


@given(st.lists(st.sampled_from(["regime", "REBELS", "fighters", "liberated", " ", "the", ".", "é", "\n", "martyred"])))
def test_every_offset_leads_back(words: list[str]) -> None:
    text = " ".join(words)
    worded = wording(Document(text=text, id="d"))

    assert worded.plain.text == wording(worded.plain).plain.text
    for found in re.finditer(r"\S+", worded.plain.text):
        span = worded.span(Span(*found.span()))
        printed = text[span.start : span.end]
        assert found.group() in (printed, plain_text(printed))
