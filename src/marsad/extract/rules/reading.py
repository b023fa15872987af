"""A parsed report to its claims."""

from dataclasses import replace

from marsad.extract.rules.assemble import drafts
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.fold import fold
from marsad.extract.rules.grammar import phrase
from marsad.extract.rules.nouns import clean, has_figure
from marsad.extract.rules.place_lists import stretch
from marsad.extract.rules.settle import part_sides, settle
from marsad.extract.sentence import Sentence
from marsad.lexicon import load
from marsad.model import Claim, Document, Evidence, Mention, Span

ORIGIN: str = load("model.yml")["origin"]


def finished(document: Document, sentences: list[Sentence]) -> list[Claim]:
    """The claims of a parsed document, in reading order."""
    report = Report(document, sentences)
    made = drafts(report)
    settle(made, report)
    kept = fold(made)
    ids: dict[int, str] = {}
    found: dict[str, Claim] = {}
    for draft in kept:
        part_sides(draft)
        _quote_own(draft)
        claim = _claim(draft, report, ids)
        ids[id(draft)] = claim.id
        for one in (claim, *(replace(claim, source=source) for source in draft.joint)):
            found.setdefault(one.id, one)
    return list(found.values())


def _claim(draft: Draft, report: Report, ids: dict[int, str]) -> Claim:
    document = report.document
    spans = sorted({(draft.start, draft.end), *draft.also}, key=lambda span: (span[0] - span[1], span))
    return Claim(
        document_id=document.id,
        kind=draft.kind,
        evidence=tuple(Evidence.at(document.text, *span) for span in spans),
        polarity=draft.polarity,
        source=_as_printed(draft.source, document.text),
        via=_as_printed(draft.via, document.text),
        actor=_as_printed(draft.actor, document.text),
        target=_as_printed(draft.target, document.text),
        place=_where(draft, report),
        when=draft.when,
        quantity=draft.quantity,
        cumulative=draft.cumulative,
        subset=draft.subset,
        another=draft.another,
        parent=ids.get(id(draft.parent)) if draft.parent is not None else None,
        method=draft.method if draft.kind == "attack" else None,
        change=draft.change if draft.kind == "control" else None,
        origin=ORIGIN,
        reasons=tuple(draft.reasons),
    )


def _quote_own(draft: Draft) -> None:
    """Of a list of things, what is counted behind the first is quoted alone: "destroyed 12 tanks and [a truck]"."""
    heads = draft.finding.role("count")
    if draft.kind == "damage" and len(heads) == 1 and heads[0].dep == "conj" and has_figure(heads[0]):
        words = phrase(heads[0])
        draft.start, draft.end = words[0].start, words[-1].end


def _where(draft: Draft, report: Report) -> Mention | None:
    """The place, with those that are listed beside it unless each of them has a figure of its own."""
    place = draft.place
    if place is None:
        return None
    own = (place.start, place.end)
    start, end = own if draft.within else stretch(place, report.places[place.head.sentence.index])
    printed = report.text[start:end]
    return Mention(place.name if (start, end) == own else clean(printed), Span(start, end), printed)


def _as_printed(mention: Mention | None, text: str) -> Mention | None:
    """The mention with the words that the text prints, which the parser may have read in other letters."""
    if mention is None or mention.span is None:
        return mention
    return replace(mention, text=text[mention.span.start : mention.span.end])
