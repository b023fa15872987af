"""Slots that the clause alone may not settle: who says it, where, when; and whether the figure is a running total."""

from marsad.extract.parse import Token
from marsad.extract.rules.attribution import Credit
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.places import PlaceMention
from marsad.extract.rules.time import TimeMention
from marsad.model import Mention, Polarity, Span

_WHOLE = frozenset({"war", "conflict", "uprising", "revolt", "insurgency", "campaign", "crisis", "revolution", "unrest"})


def settle(made: list[Draft], report: Report) -> None:
    """Fill source, place, time and `cumulative` of each draft, in reading order."""
    for draft in made:
        _source(draft, report)
    for at, draft in enumerate(made):
        _place(draft, made[:at], report)
        _when(draft, made[:at], report)
        _total(draft, report)


def _source(draft: Draft, report: Report) -> None:
    covering = [credit for credit in report.credits[draft.sentence.index] if _credits(credit, draft)]
    if not covering:
        return
    inner = min(covering, key=lambda credit: (credit.end - credit.start, -credit.start))
    draft.source = Mention(inner.name, Span(inner.head.start, inner.head.end), inner.head.text)
    draft.because("source", inner.because)
    if inner.via:
        draft.via = Mention(inner.via)


def _credits(credit: Credit, draft: Draft) -> bool:
    at = draft.finding.trigger.start
    return credit.start <= at < credit.end and not credit.head.start <= at < credit.head.end


def _place(draft: Draft, before: list[Draft], report: Report) -> None:
    here = report.places[draft.sentence.index]
    chosen, why = _in_roles(draft, here), "what the act was done to"
    if chosen is None:
        chosen, why = _nearest(draft, here), "nearest in its sentence"
    if chosen is None or chosen.level == 3:
        wider, found = _from_before(draft, before, report, chosen)
        if wider is not None:
            chosen, why = wider, found
    if chosen is not None:
        draft.place = chosen
        draft.because("place", why)


def _in_roles(draft: Draft, here: list[PlaceMention]) -> PlaceMention | None:
    """A place that fills the frame's place role, or stands inside it."""
    for item in [*draft.finding.role("place"), *(draft.finding.role("target") if draft.kind == "attack" else [])]:
        inside = item.subtree()
        found = [place for place in here if place.head in inside]
        if found:
            return min(found, key=lambda place: (place.level == 3, place.start))
    return None


def _nearest(draft: Draft, here: list[PlaceMention]) -> PlaceMention | None:
    """The closest locative in the trigger's clause, then in its sentence; settlements before provinces before countries."""
    usable = [place for place in here if not _in_credit(place, draft)]
    if not usable:
        return None
    trigger = draft.finding.trigger
    return min(usable, key=lambda place: _distance(trigger, place) + (20 if place.level == 3 else 3 * place.level) + (0 if place.cue in ("strong", "type") else 6))


def _in_credit(place: PlaceMention, draft: Draft) -> bool:
    source = draft.source
    return source is not None and source.span is not None and place.head.start <= source.span.start < place.head.end


def _distance(trigger: Token, place: PlaceMention) -> float:
    """Steps in the tree, and a little for distance in words."""
    above = [trigger, *trigger.ancestors()]
    steps = 0
    token = place.head
    while token not in above and token.head is not token:
        token = token.head
        steps += 1
    up = above.index(token) if token in above else 8
    return steps + up + abs(place.head.n - trigger.n) / 10


def _from_before(draft: Draft, before: list[Draft], report: Report, wide: PlaceMention | None) -> tuple[PlaceMention | None, str]:
    """The place of the act told just before, in this paragraph or the sentence before."""
    for other in reversed(before):
        gap = draft.sentence.index - other.sentence.index
        if gap > 3:
            break
        if other.place is not None and (wide is None) and other.polarity is Polarity.ASSERTED:
            return other.place, "carried on from the act told before"
    return None, ""


def _when(draft: Draft, before: list[Draft], report: Report) -> None:
    here = [time for time in report.times[draft.sentence.index] if time.role in ("point", "since", "during", "until")]
    trigger = draft.finding.trigger
    if here:
        chosen = min(here, key=lambda time: abs(time.when.span.start - trigger.start) + (30 if time.when.span.start < draft.sentence.start else 0))
        draft.when = chosen.when
        draft.because("start", f'"{chosen.when.text}"')
        return
    for other in reversed(before):
        if draft.sentence.index - other.sentence.index > 2:
            break
        if other.when is not None and other.place is draft.place and draft.place is not None:
            draft.when = other.when
            draft.because("start", "carried on from the act told before")
            return


def _total(draft: Draft, report: Report) -> None:
    """A running total: over a stretch of more than two days, or over a whole war."""
    if draft.quantity is None:
        return
    long = draft.when is not None and draft.when.start is not None and draft.when.end is not None and (draft.when.end - draft.when.start).days > 2
    subject = {token.lemma for token in draft.finding.args.subject}
    if long or subject & _WHOLE or _so_far(draft):
        draft.cumulative = True
        draft.because("cumulative", "counted over a stretch of time")


def _so_far(draft: Draft) -> bool:
    low = [token.low for token in draft.sentence.tokens]
    return any(a == "so" and b == "far" for a, b in zip(low, low[1:], strict=False))


def unused(_: TimeMention) -> None:
    """Placeholder."""
