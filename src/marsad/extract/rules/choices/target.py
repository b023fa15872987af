"""Whom it hit: the party that the clause names, and those that the report names around it, weighed."""

from marsad.extract.rules.choices.model import Option
from marsad.extract.rules.draft import Draft
from marsad.extract.rules.nouns import noun_classes
from marsad.model import Mention

_WINDOW = 3  # sentences on either side


def target_options(draft: Draft, made: list[Draft]) -> list[Option[Mention | None]]:
    """No party, the clause's own, and the targets and actors of the facts around."""
    own = draft.target
    found: list[Option[Mention | None]] = [Option(None, _none(draft), "no party is named for it")]
    if own is not None:
        found.append(Option(own, tuple(_own(draft, own)), "named in its clause"))
    seen = {own.name.lower()} if own is not None else set()
    for other in _around(draft, made):
        for slot in ("target", "actor"):
            mention = getattr(other, slot)
            if mention is None or mention.name.lower() in seen:
                continue
            seen.add(mention.name.lower())
            found.append(Option(mention, tuple(_borrowed(draft, other, mention, slot)), f"the {slot} of what is told with it"))
    return found


def _around(draft: Draft, made: list[Draft]) -> list[Draft]:
    """Other drafts near by: those of its sentence first, then by distance."""
    index = draft.sentence.index
    near = [other for other in made if other is not draft and abs(other.sentence.index - index) <= _WINDOW]
    return sorted(near, key=lambda other: (abs(other.sentence.index - index), abs(other.finding.trigger.start - draft.finding.trigger.start)))


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _none(draft: Draft) -> tuple[str, ...]:
    kind = _type(draft)
    own = draft.target is not None
    return ("none", f"none {kind} own={own}", f"none {kind} own={own} {draft.finding.frame.part}", f"none {kind} method={draft.method} own={own}", f"none own={own} total={draft.cumulative} {kind}", f"none victim={_victim(draft)} own={own}", f"none subset={draft.subset} own={own}", f"none polarity={draft.polarity} {kind}")


def _victim(draft: Draft) -> str:
    if draft.victim is None:
        return "no"
    return "+".join(sorted(noun_classes(draft.victim))[:2]) or draft.victim.pos


def _class(mention: Mention, draft: Draft) -> str:
    if mention.name == "civilians":
        return "civilians"
    token = next((token for token in draft.sentence.tokens if mention.span is not None and token.start == mention.span.start), None)
    if token is None:
        return "name" if mention.name[:1].isupper() else "noun"
    found = noun_classes(token)
    for name in ("combatants", "parties", "professions", "facilities", "vehicles", "arms", "places", "people"):
        if name in found:
            return name
    return "name" if token.pos == "PROPN" else "noun"


def _own(draft: Draft, own: Mention) -> list[str]:
    kind = _type(draft)
    what = _class(own, draft)
    return ["own", f"own {kind}", f"own {what}", f"own {kind} {what}", f"own {kind} {what} {draft.finding.frame.part}", f"own method={draft.method} {what}", f"own total={draft.cumulative}", f"own polarity={draft.polarity}"]


def _borrowed(draft: Draft, other: Draft, mention: Mention, slot: str) -> list[str]:
    kind, there = _type(draft), _type(other)
    gap = max(-_WINDOW, min(_WINDOW, other.sentence.index - draft.sentence.index))
    what = _class(mention, other)
    own = draft.target is not None
    figure = draft.quantity is not None and other.quantity is not None and draft.quantity.value is not None and draft.quantity.value == other.quantity.value
    place = draft.place is not None and other.place is not None and draft.place.name == other.place.name
    source = (draft.source.name if draft.source else "") == (other.source.name if other.source else "")
    mine = draft.actor is not None and draft.actor.name.lower() == mention.name.lower()
    against = slot == "target" and draft.actor is not None and other.actor is not None and _shares(draft.actor, other.actor)
    facing = slot == "actor" and draft.actor is not None and other.target is not None and _shares(draft.actor, other.target)
    return ["near", f"near {slot} {kind} {there} own={own}", f"near gap={gap} {slot} own={own}", f"near gap={min(1, abs(gap))} {slot} {what} {kind} own={own}", f"near {what} {slot}", f"near figure={figure}", f"near place={place} {slot}", f"near source={source}", f"near mine={mine}", f"near against={against} {kind}", f"near facing={facing} {kind}", f"near victim={_victim(draft)} {what} {slot} same={kind == there}", f"near total={draft.cumulative}", f"near parent={draft.parent is other}", f"near method={draft.method == other.method} {slot} {kind}"]


def _shares(one: Mention, two: Mention) -> bool:
    return bool(set(one.name.lower().split()) & set(two.name.lower().split()) - {"the", "of", "and", "forces", "group"})
