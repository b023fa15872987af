"""What bars a place from a fact: people fled there, something else is told of it, or a nearer place is named."""

from itertools import takewhile

from marsad.extract.rules.choices import place_around as around
from marsad.extract.rules.choices.place_seen import Fact, Site
from marsad.extract.rules.places import PlaceMention
from marsad.extract.sentence import Token

_COUNTRY, _PROVINCE = 3, 2
_WHERE = frozenset({"in", "at", "near", "outside", "on"})
_DONE_THERE = frozenset({"killed", "injured", "attack", "damage", "detained"})  # before anybody is taken elsewhere
_OPENING = 6  # words within which a sentence opens with a place
_AS = frozenset({"after", "as", "when", "while"})
_GAP = 4  # words between a place and the "where" that goes back to it


def meant(fact: Fact, sites: list[Site]) -> list[Site]:
    """Leave out the places that people fled to, and those that do not change hands.

    Those beside the one that is named as taken or held ("holds X and is besieging Y"), and those of another kind than
    the one that is pointed back to: "the recapture of the town" is no province's.
    """
    if fact.draft.kind == "displaced":
        left = [site for site in sites if around.is_left(site.place, fact.draft)]
        return left or [site for site in sites if not around.is_reached(site.place, fact.draft)] or sites
    sites = [site for site in sites if not (site.homeland or around.acts(site.place, fact.draft))]
    if fact.draft.kind in _DONE_THERE:
        sites = [site for site in sites if not _is_after(site, fact)]
    if fact.draft.kind != "control":
        return sites
    held = fact.draft.finding.role("place")
    itself = [site for site in sites if any(site.place.start <= item.start < site.place.end for item in held)]
    return itself or [site for site in sites if site.type in fact.meant] or sites


def narrowed(fact: Fact, sites: list[Site]) -> list[Site]:
    """Leave out a wide place that opens the sentence where the clause names a narrower one: "In Konga, … in Harga"."""
    trigger = fact.draft.finding.trigger
    here = [site for site in sites if site.place.head.sentence is trigger.sentence]
    levels = [site.place.level for site in here if _is_behind(site, fact)]
    narrowest = min(levels, default=_COUNTRY)
    return [site for site in sites if site not in here or not _opens(site, trigger) or site.place.level <= narrowest]


def _is_after(site: Site, fact: Fact) -> bool:
    """Whether somebody goes to the place after the fact: it is told behind it or in another sentence."""
    head, trigger = site.place.head, fact.draft.finding.trigger
    if head.sentence is not trigger.sentence:
        return site.reached == "taken"
    verb = next((token for token in head.ancestors() if token.pos == "VERB"), head)
    return bool(site.reached) and head.n > trigger.n and not _is_earlier(verb)


def _is_earlier(verb: Token) -> bool:
    """Whether a verb tells of what came first: "after they fled to Harga", "people who had fled to Harga"."""
    return any(kid.low == "had" or (kid.dep == "mark" and kid.low in _AS) for kid in verb.kids)


def where(fact: Fact, sites: list[Site]) -> list[Site]:
    """Leave to a clause of "where" what it goes back to and what it names: "in Konga and in Harga, where five died"."""
    clause, row = _clause_of_where(fact.draft.finding.trigger), fact.scene.inside
    if clause is None:
        return sites
    verb, link = clause
    at = sum(place.head.n < link.n for place in row) - 1
    if at < 0 or not _goes_back(link, row[at]):
        return sites
    while at and around.nested(row[at], row) == "outer":
        at -= 1
    return [site for site in sites if site.place is row[at] or verb in site.place.head.ancestors()] or sites


def _clause_of_where(trigger: Token) -> tuple[Token, Token] | None:
    """The verb of the clause of "where" in which the fact is told, and its "where"."""
    verbs = (token for token in (trigger, *trigger.ancestors()) if token.pos in ("VERB", "AUX"))
    pairs = ((verb, kid) for verb in verbs for kid in verb.kids if kid.low == "where" and kid.n < trigger.n)
    return next(pairs, None)


def _goes_back(link: Token, place: PlaceMention) -> bool:
    """Whether a "where" stands right behind the name of a place."""
    between = [token for token in link.sentence.tokens[: link.n] if token.start >= place.end]
    return len(between) <= _GAP and all(token.pos not in ("VERB", "AUX", "PRON") for token in between)


def _is_behind(site: Site, fact: Fact) -> bool:
    """Whether the clause tells behind its word that it was there, in a town or district."""
    head = site.place.head
    behind = head.n > fact.draft.finding.trigger.n and site.by in _WHERE
    return behind and site.place.level < _PROVINCE and _hangs_on(head, fact.draft.finding.trigger)


def _hangs_on(token: Token, trigger: Token) -> bool:
    """Whether the word stands below the fact's, with no verb between: "killed 43 in a church in Harga"."""
    between = takewhile(lambda above: above is not trigger, token.ancestors())
    return trigger in token.ancestors() and all(above.pos not in ("VERB", "AUX") for above in between)


def _opens(site: Site, trigger: Token) -> bool:
    """Whether the sentence opens with the place, before the fact is told."""
    head = site.place.head
    return head.n < trigger.n and head.n <= _OPENING and site.by == "in"
