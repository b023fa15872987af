"""Which party one of the joined parts of a name is: by a name, by a phrase of the theatre, by a state, by a role."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from marsad.model import Candidate
from marsad.registry import Actors, Meant
from marsad.registry.actors import named_party
from marsad.resolve.common import is_common
from marsad.resolve.phrase import Item
from marsad.resolve.theatre import Theatre

STATE_ROLES = frozenset({"government", "army", "police", "security forces"})
NARROWED = frozenset({"militants", "insurgents"})  # roles of any armed group: the one that the report names
SURE, LIKELY, POSSIBLE = 0.95, 0.75, 0.5
APART = 0.05  # of the score: nearer candidates are not told apart


@dataclass(frozen=True)
class Context:
    """What decides between readings: the countries that a report tells of, the day, the groups that it names."""

    actors: Actors
    theatre: Theatre
    day: date | None = None
    groups: tuple[str, ...] = ()

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries of the theatre, the weightiest first."""
        return tuple(sorted(self.theatre, key=lambda code: (-self.theatre[code], code)))

    def name(self, party: str) -> str:
        """Return the party's name, for reasons."""
        known = self.actors.party(party)
        return known.name if known else party

    def when(self) -> str:
        """Return " in May 2016", or nothing where no day is known."""
        return f" in {self.day:%B %Y}" if self.day else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The parties that words were taken to be (none where they were not resolved), why, and what was weighed."""

    parties: tuple[str, ...]
    because: str
    candidates: tuple[Candidate, ...] = ()


Reader = Callable[[Sequence[Item], Context], Reading | None]


def read_part(part: Sequence[Item], context: Context) -> Reading:
    """Return the reading of a part, by the first way that gives one."""
    core = _acting(part)
    for reader in (_by_name, _by_phrase, _by_nation, _by_role, _by_class, _as_named):
        if reading := reader(core, context):
            return reading
    printed = " ".join(item.printed for item in part)
    return Reading((), f"“{printed}” tells of no party")


def role_of(items: Iterable[Item]) -> str | None:
    """Return the first role that words stand for."""
    return next((item.values[0] for item in items if item.kind == "role"), None)


def _acting(part: Sequence[Item]) -> list[Item]:
    """Return the items of those who act: without those who only back, lead, hold, or are fought for or against."""
    kept: list[Item] = []
    backing = False
    for item in part:
        if item.kind == "backing":
            while kept and kept[-1].kind in ("nation", "metonym", "name", "phrase", "role"):
                kept.pop()
            backing = True
        elif backing and item.folded in ("by", "with", "to"):
            return kept  # "fighters backed by Turkey": all that follows tells of the backer
        else:
            kept.append(item)
            backing = False
    return _without_prefixed(kept)


def _without_prefixed(items: Sequence[Item]) -> list[Item]:
    """Return the items with "pro-X" and "anti-X" as the role that it gives to those who are so."""
    kept: list[Item] = []
    prefix: Item | None = None
    for item in items:
        if prefix is not None:
            kept += [replace_role(prefix), *([item] if item.kind == "nation" else [])]
            prefix = None
        elif item.kind == "prefix":
            prefix = item
        else:
            kept.append(item)
    return kept


def replace_role(prefix: Item) -> Item:
    """Return the role that "pro" or "anti" stands for."""
    return Item("role", prefix.values, prefix.printed, prefix.folded)


def _by_name(core: Sequence[Item], context: Context) -> Reading | None:
    named = [item for item in core if item.kind == "name"]
    if not named:
        return None
    item = named[0]
    ranked = sorted((_candidate(key, item, context) for key in item.values), key=lambda one: (-one.score, one.id))
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < APART:
        names = " or ".join(candidate.name for candidate in ranked)
        return Reading((), f"“{item.printed}” is {names}: nothing in the report tells which", tuple(ranked))
    return _forces(ranked, core, context)


def _forces(ranked: list[Candidate], core: Sequence[Item], context: Context) -> Reading:
    """Return the named party; where a state's name stands before one of its forces ("Assad's army"), that force."""
    best = ranked[0]
    country, role = context.actors.country(best.id), role_of(core)
    if country and context.actors.state(country) == best.id and role in STATE_ROLES - {"government"}:
        meant = context.actors.role(role, country, context.day)
        if meant:
            return _meant(meant, f"{best.because}, and these are its {role}", SURE, tuple(ranked[1:]), context)
    return Reading((best.id,), best.because, tuple(ranked))


def _candidate(key: str, item: Item, context: Context) -> Candidate:
    party = context.actors.party(key)
    if party is None:
        raise KeyError(key)
    because, score = f"“{item.printed}” is {'a' if len(item.values) > 1 else 'the'} name of {party.name}", 0.6
    share = sum(context.theatre.get(code, 0.0) for code in party.countries)
    if share:
        score += 0.1 + 0.2 * min(share, 1.0)
        because += f", which acts in {', '.join(code for code in party.countries if code in context.theatre)}"
    if _active(key, context):
        score += 0.1
    else:
        because += f", though not{context.when()} as far as is known"
    return Candidate(id=key, name=party.name, score=round(score, 3), because=because)


def _active(key: str, context: Context) -> bool:
    party, day = context.actors.party(key), context.day
    return party is None or day is None or (party.first or day) <= day <= (party.last or day)


def _by_phrase(core: Sequence[Item], context: Context) -> Reading | None:
    item = next((item for item in core if item.kind == "phrase"), None)
    if item is None:
        return None
    nations = [one.values[0] for one in core if one.kind == "nation"]
    found = [
        meant
        for country in (*nations, *context.countries)
        if (meant := context.actors.phrase_in(item.values[0], country, context.day))
    ]
    if not found:
        return None
    best = next((meant for meant in found if meant.timely), found[0])
    return _meant(best, f"in {best.country}{context.when()}, “{item.printed}” are", LIKELY, (), context)


def _by_nation(core: Sequence[Item], context: Context) -> Reading | None:
    places = [item for item in core if item.kind in ("nation", "metonym")]
    if not places or _has_other_name(core):
        return None
    role = role_of(core)
    readings = [_of_state(item, role, core, context) for item in places]
    readings = [reading for reading in readings if reading.parties] or readings
    return readings[-1] if role else _joined(readings)


def _joined(readings: Sequence[Reading]) -> Reading:
    parties = dict.fromkeys(party for reading in readings for party in reading.parties)
    candidates = tuple(candidate for reading in readings for candidate in reading.candidates)
    return Reading(tuple(parties), "; ".join(dict.fromkeys(reading.because for reading in readings)), candidates)


def _has_other_name(core: Sequence[Item]) -> bool:
    """Whether a name that no registry knows stands beside a state's ("Jordanian Hashemite Charity")."""
    unknown = [item for item in core if _is_name(item)]
    role = next((item for item in core if item.kind in ("role", "class")), None)
    return bool(unknown) and (role is None or core.index(unknown[0]) < core.index(role) and role.printed[:1].isupper())


def _is_name(item: Item) -> bool:
    return item.kind == "unknown" and item.printed[:1].isupper() and not is_common(item.printed)


def _of_state(item: Item, role: str | None, core: Sequence[Item], context: Context) -> Reading:
    country = item.values[0]
    if role is None and (other := _by_class(core, context)):
        return other
    if role is None and any(one.kind in ("outfits", "things", "allies") for one in core):
        return Reading((), f"“{item.printed}” tells where they are from, not who they are")
    meant = context.actors.role(role or "government", country, context.day)
    words = " ".join(one.printed for one in core if one.kind in ("nation", "metonym", "role"))
    if meant:
        return _meant(meant, f"“{words}”{context.when()} are", SURE if meant.timely else LIKELY, (), context)
    return _unspecific(role or "", words, context)


def _by_role(core: Sequence[Item], context: Context) -> Reading | None:
    roles = dict.fromkeys(item.values[0] for item in core if item.kind == "role")
    if not roles:
        return None
    readings = [_of_role(role, core, context) for role in _told_apart(list(roles))]
    return _joined([reading for reading in readings if reading.parties] or readings)


def _told_apart(roles: list[str]) -> list[str]:
    """Return the roles that differ: "army soldiers of the government" are one, "fighters, government forces" two."""
    state = [role for role in roles if role in STATE_ROLES]
    armed = [role for role in roles if role in NARROWED]
    rest = [role for role in roles if role not in STATE_ROLES | NARROWED]
    return [*state[-1:], *armed[:1], *rest] if not (state and rest) else [*rest, *armed[:1]]


def _of_role(role: str, core: Sequence[Item], context: Context) -> Reading:
    words = " ".join(item.printed for item in core if item.kind == "role")
    meant = _of_theatre(role, context)
    if role in NARROWED and len(context.groups) == 1 and (role == "militants" or meant is None):
        group = context.groups[0]
        because = f"“{words}” are {context.name(group)}, the only armed group that the report names"
        return Reading((group,), because, (_scored(group, LIKELY, because, context),))
    if meant is None and role == "militants":
        meant = _of_theatre("insurgents", context)
    if meant:
        because = f"the report tells of {meant.country} ({context.theatre[meant.country]:.0%}); there{context.when()}, “{words}” are"
        return _meant(meant, because, POSSIBLE + 0.4 * context.theatre[meant.country], (), context)
    return _unspecific(role, words, context)


def _of_theatre(role: str, context: Context) -> Meant | None:
    """Return who is meant in the weightiest country that has a war of its own and knows the role, or else in any."""
    at_war = [country for country in context.countries if context.actors.at_war(country)]
    found = (context.actors.role(role, country, context.day) for country in at_war or context.countries)
    listed = [meant for meant in found if meant]
    return next((meant for meant in listed if meant.timely), listed[0] if listed else None)


def _unspecific(role: str, words: str, context: Context) -> Reading:
    """Return the class of people that a role is, where it is not known which party is meant."""
    found = context.actors.classed(role)
    if found is None:
        return Reading((), f"“{words}” may be any country's: the report names none that is known")
    because = f"“{words}” are not named, and no theatre says who they are"
    return Reading((found,), because, (_scored(found, POSSIBLE, because, context),))


def _by_class(core: Sequence[Item], context: Context) -> Reading | None:
    items = [item for item in core if item.kind == "class"]
    classes = tuple(dict.fromkeys(item.values[0] for item in items))
    if not classes:
        return None
    because = "; ".join(f"“{item.printed}” are {context.name(item.values[0]).lower()}" for item in items)
    return Reading(classes, because, tuple(_scored(key, SURE, because, context) for key in classes))


def _as_named(core: Sequence[Item], context: Context) -> Reading | None:
    """Keep a name that no registry knows."""
    if not any(_is_name(item) for item in core):
        return None
    printed = " ".join(item.printed for item in core if item.kind != "neutral" or item.printed[:1].isupper())
    return Reading((named_party(printed),), f"“{printed}” is in no registry: kept as named")


def _meant(meant: Meant, because: str, score: float, others: tuple[Candidate, ...], context: Context) -> Reading:
    words = f"{because} {context.name(meant.party)}"
    if not meant.timely:
        words += ", though at another time"
    return Reading((meant.party,), words, (_scored(meant.party, score, words, context), *others))


def _scored(key: str, score: float, because: str, context: Context) -> Candidate:
    return Candidate(id=key, name=context.name(key), score=round(score, 3), because=because)
