"""What bars a place from a fact: people fled there, something else is told of it, or a narrower place is named."""

from itertools import takewhile

from marsad.extract.rules.choices import place_around as around
from marsad.extract.rules.choices.place_seen import Fact, Site
from marsad.extract.sentence import Token

_COUNTRY, _PROVINCE = 3, 2
_WHERE = frozenset({"in", "at", "near", "outside", "on"})
_OPENING = 6  # words within which a sentence opens with a place


def meant(fact: Fact, sites: list[Site]) -> list[Site]:
    """Leave out the places that people fled to, and those that do not change hands.

    Those beside the one that is named as taken or held ("holds X and is besieging Y"), and those of another kind than
    the one that is pointed back to: "the recapture of the town" is no province's.
    """
    if fact.draft.kind == "displaced":
        left = [site for site in sites if around.is_left(site.place, fact.draft)]
        return left or [site for site in sites if not around.is_reached(site.place, fact.draft)] or sites
    sites = [site for site in sites if not (site.homeland or around.acts(site.place, fact.draft))]
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
