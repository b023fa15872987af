"""Who one of the joined parts of a source's name is: registered, a state's body, a party, somebody unnamed."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model import Document
from marsad.registry import Sources
from marsad.registry.actors import NAMED as NAMED_IDS
from marsad.registry.sources import named_speaker, unnamed_speaker
from marsad.resolve.context import Context, known_as
from marsad.resolve.party_part import ARMED_ROLES, COUNTRIES, acting, read_part
from marsad.resolve.phrase import Finder, Found, Item, is_name, party_finder, without_where

OFFICES = frozenset(
    {"party", "ministry", "government", "military"}
)  # whose unnamed officials are not the office itself
PARTY_WORDS = frozenset({"name", "role", "phrase", *COUNTRIES})
COUNTLESS = frozenset({"a", "an", "some", "several", "many", "other", "another"})  # which tell no speaker apart
LONG, SPELLED = 12, 0.92  # letters of a name, and likeness, from which another spelling is the same name
PLAIN = frozenset({"", "official"})  # what is said of unnamed speakers where no role is
NOBODY = frozenset({"class", "umbrella"})  # kinds of parties that no one speaks for
REGISTERED, BODY, PARTY, DESCRIBED, NAMED, UNNAMED = range(6)
APART = 0.02


@dataclass(frozen=True, slots=True)
class Voice:
    """A document, and what decides between the readings of its sources."""

    document: Document
    sources: Sources
    context: Context


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker's id, why it is taken to be that, and how much that is worth: the lower the rank, the more."""

    speaker: str
    because: str
    rank: int


def speaker_finder(voice: Voice) -> Finder:
    """Return a finder of speakers and parties, and of the words around them."""
    actors, sources, context = voice.context.actors, voice.sources, voice.context
    party = party_finder(actors, context.theatre, context.day)

    def find(folded: str, printed: str) -> Found | None:
        called = (sources.called(folded, country) for country in context.homes[:1])
        if person := sources.voice(folded) or next(called, None):
            return "who", (person,)
        found = party.find(folded, printed)
        if found and found[0] == "phrase":
            return found
        named = found[1] if found and found[0] == "name" else ()
        if ids := (*sources.folded(folded, printed=printed), *named):
            return "who", ids
        return sources.term(folded) or found

    return Finder(find, lambda first: max(actors.reach(first), sources.reach(first)))


def hear(part: Sequence[Item], voice: Voice) -> Heard:
    """Return who a part is."""
    core = acting([item for item in part if item.kind != "prefix"])
    for reader in (_registered, _by_spelling, _body, _of_role, _party, _named):
        if heard := reader(core, voice):
            return heard
    return _unnamed(core or part, voice)


def _registered(core: Sequence[Item], voice: Voice) -> Heard | None:
    """Return the speaker or party that is named; a body before a party, which has outlets of its own."""
    found = [(key, item) for item in core if item.kind == "who" and (key := _chosen(item, voice))]
    known = [(speaker, item) for key, item in found if (speaker := voice.sources.speaker(key))]
    if not known:
        return None
    speaker, item = min(known, key=lambda pair: pair[0].kind == "party")
    if speaker.kind in OFFICES and (_nameless(core) or _is_nobody(speaker.id, voice)):
        return _unnamed(core, voice, speaker.aligned)
    why = voice.sources.why(speaker.id)
    return Heard(speaker.id, known_as(item.printed, speaker.name) + (f" ({why})" if why else ""), REGISTERED)


def _chosen(item: Item, voice: Voice) -> str:
    """Return the id that fits the report's countries best, the first of equals; a wire service before other doubles."""

    def fit(key: str) -> float:
        speaker, party = voice.sources.speaker(key), voice.context.actors.party(key)
        countries = party.countries if party else filter(None, [speaker.country if speaker else None])
        return sum(voice.context.theatre.get(country, 0.0) for country in countries)

    best = max(item.values, key=fit)
    return best if fit(best) - fit(item.values[0]) > APART else item.values[0]


def _nameless(core: Sequence[Item]) -> bool:
    """Whether somebody unnamed speaks ("officials"), and no one who speaks for all ("spokesman")."""
    kinds = {item.kind for item in core}
    return "unnamed" in kinds and "speaking" not in kinds


def _by_spelling(core: Sequence[Item], voice: Voice) -> Heard | None:
    """Return the speaker whose name is spelled almost as this long one, which nobody knows."""
    if not any(map(is_name, core)):
        return None
    printed = " ".join(item.printed for item in without_where(core))
    near = voice.sources.near(printed, limit=1)
    if not near or len(printed) < LONG or near[0][2] < SPELLED:
        return None
    speaker = voice.sources.speaker(near[0][0])
    return Heard(near[0][0], f"“{printed}” is spelled almost as {speaker.name if speaker else near[0][1]}", REGISTERED)


def _body(core: Sequence[Item], voice: Voice) -> Heard | None:
    item = next((item for item in core if item.kind == "body"), None)
    if item is None:
        return None
    stated = [one.values[0] for one in core if one.kind in COUNTRIES]
    country = next(iter((*stated, *voice.context.homes)), "")
    key = voice.sources.body(item.values[0], country)
    speaker = voice.sources.speaker(key) if key else None
    if speaker is None:
        return None
    if _nameless(core):
        return _unnamed(core, voice, speaker.aligned)
    where = "" if stated else f", as the report tells of {voice.context.actors.country_name(country)}"
    return Heard(speaker.id, f"“{item.printed}” is {speaker.name}{where}", BODY)


def _party(core: Sequence[Item], voice: Voice) -> Heard | None:
    kinds = {item.kind for item in core}
    if not kinds & PARTY_WORDS:
        return None
    reading = read_part([item for item in core if item.kind not in ("unnamed", "speaking")], voice.context)
    party = next(iter(reading.parties), NAMED_IDS)
    if party.startswith(NAMED_IDS):
        return None
    whose = None if _kind(party, voice) == "class" else party
    if not _nameless(core) and not _anybody(core) and not _is_nobody(party, voice):
        return Heard(party, reading.because, PARTY)
    own = kinds & {"name", "role", "phrase"} or any("official" in item.values for item in core)
    return _unnamed(core, voice, whose if own else None)


def _of_role(core: Sequence[Item], voice: Voice) -> Heard | None:
    """Return "a military source" as one who speaks for the army of the country that is named, or of the theatre."""
    role = next((item.values[0] for item in core if item.kind == "unnamed" and item.values[0] not in PLAIN), None)
    if role is None:
        return None
    stated = [item.values[0] for item in core if item.kind in COUNTRIES]
    found = (voice.context.actors.role(role, country, voice.context.day) for country in stated or voice.context.homes)
    meant = next((meant for meant in found if meant), None)
    return _unnamed(core, voice, meant.party if meant else None)


def _is_nobody(key: str, voice: Voice) -> bool:
    return _kind(key, voice) in NOBODY


def _kind(key: str, voice: Voice) -> str:
    party = voice.context.actors.party(key)
    return party.kind if party else ""


def _anybody(core: Sequence[Item]) -> bool:
    """Whether a side's people speak and no body of theirs: "rebels"."""
    return any(item.kind == "role" and item.values[0] in ARMED_ROLES for item in core)


def _named(core: Sequence[Item], _voice: Voice) -> Heard | None:
    """Keep the name of a person or body that no registry knows; "residents of Daraya" have none."""
    listed = without_where(core)
    names = [item for item in listed if item.printed[:1].isupper()]
    unknown = sum(map(is_name, listed))
    whole = bool(names) and listed[0] is names[0]
    if not unknown or (unknown == 1 and (not whole or any(item.kind == "unnamed" for item in listed))):
        return None
    printed = " ".join(item.printed for item in (listed if whole else names))
    return Heard(named_speaker(printed), f"“{printed}” is in no registry: kept as named", NAMED)


def _unnamed(core: Sequence[Item], voice: Voice, party: str | None = None) -> Heard:
    printed = " ".join(item.printed for item in without_where(core) if item.folded not in COUNTLESS)
    key = unnamed_speaker(voice.document.id, printed, party)
    side = f", who speaks for {voice.context.name(party)}" if party else ""
    return Heard(key, f"“{printed}” is not named{side}: an origin of this report alone", UNNAMED)
