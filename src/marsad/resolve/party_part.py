"""Which party one of the joined parts of a name is: by a name, by a phrase of the theatre, by a state, by a role."""

from collections.abc import Callable, Iterable, Sequence

from marsad.model import Candidate
from marsad.registry import Meant
from marsad.registry.actors import named_party
from marsad.resolve.context import LIKELY, POSSIBLE, SURE, Context, Reading, known_as
from marsad.resolve.phrase import Item, is_name

STATE_ROLES = frozenset({"government", "army", "air force", "police", "security forces"})
ARMED_ROLES = frozenset({"insurgents", "terrorists", "militants", "militias"})
BACKERS = frozenset({"name", "phrase", "role", "who", "body"})
COUNTRIES = frozenset({"nation", "metonym"})
FORCES = frozenset({"force", "forces"})  # "Syrian forces" are the state's
SPELLED = 0.88  # likeness from which a name is taken for a party's of the theatre
APART = 0.05  # of the score: nearer candidates are not told apart

Reader = Callable[[Sequence[Item], Context], Reading | None]


def read_part(part: Sequence[Item], context: Context) -> Reading:
    """Return the reading of a part, by the first way that gives one."""
    core = _without_prefixed(acting(part))
    for reader in (_by_name, _by_phrase, _by_spelling, _by_state, _by_role, _by_class, _as_named):
        if reading := reader(core, context):
            return reading
    printed = " ".join(item.printed for item in part)
    return Reading((), f"“{printed}” tells of no party")


def role_of(items: Iterable[Item]) -> str | None:
    """Return the first role that words stand for; of "coalition security force", the coalition."""
    roles = [item.values[0] for item in items if item.kind == "role"]
    return "coalition" if "coalition" in roles else next(iter(roles), None)


def acting(part: Sequence[Item]) -> list[Item]:
    """Return the items of those who act: without those who back, lead or hold them."""
    kept: list[Item] = []
    for index, item in enumerate(part):
        if item.kind != "backing":
            kept.append(item)
        elif _tells_backer(part[index + 1 :]) or _heads_government(kept, part[index:]):
            return kept
        else:
            _drop_backer(kept)
    return kept


def _heads_government(kept: Sequence[Item], rest: Sequence[Item]) -> bool:
    """Whether a party is told to lead or run a government, which is then its own: "the Blue Front-led government"."""
    runs = rest[0].folded in ("led", "run", "dominated", "controlled")
    return runs and role_of(rest) == "government" and bool(kept) and kept[-1].kind in BACKERS


def _tells_backer(after: Sequence[Item]) -> bool:
    """Whether what stands after "backed" tells by whom: "fighters backed by Turkey"."""
    following = next((item for item in after if item.kind != "backing"), None)
    return following is not None and following.folded in ("by", "with", "to")


def _drop_backer(kept: list[Item]) -> None:
    """Take from the end the countries, or the one party, that stand before "backed" or "-led"."""
    if kept and kept[-1].kind in BACKERS:
        kept.pop()
        return
    while kept and kept[-1].kind in COUNTRIES:
        kept.pop()
    if kept and kept[-1].kind in BACKERS and kept[-1] is not kept[0]:
        kept.pop()  # "Nusra Front, al-Qaeda's Syria affiliate"


def _without_prefixed(items: Sequence[Item]) -> list[Item]:
    """Return the items; of "pro-X militia" and "anti-X fighters" what comes before, and the role that it gives."""
    at = next((index for index, item in enumerate(items) if item.kind == "prefix"), None)
    if at is None:
        return list(items)
    words = " ".join(item.printed for item in items[at:])
    return [*items[:at], Item("role", items[at].values, words, items[at].folded)]


def _by_name(core: Sequence[Item], context: Context) -> Reading | None:
    item = next((item for item in core if item.kind == "name"), None)
    if item is None:
        return None
    ranked = sorted((_candidate(key, item, context) for key in item.values), key=lambda one: (-one.score, one.id))
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < APART:
        names = " or ".join(candidate.name for candidate in ranked)
        return Reading((), f"“{item.printed}” is {names}: nothing in the report tells which", tuple(ranked))
    return _own_force(ranked[0], core, context) or Reading((ranked[0].id,), ranked[0].because, tuple(ranked))


def _own_force(best: Candidate, core: Sequence[Item], context: Context) -> Reading | None:
    """Return the force of a state that stands behind its name: "Assad's army"."""
    country, role = context.actors.country(best.id), role_of(core)
    if not country or context.actors.state(country) != best.id or role not in STATE_ROLES - {"government"}:
        return None
    meant = context.actors.role(role, country, context.day)
    return context.settled(meant, f"{best.because}; its {role} is", SURE) if meant else None


def _candidate(key: str, item: Item, context: Context) -> Candidate:
    party = context.actors.party(key)
    if party is None:
        raise KeyError(key)
    because, score = known_as(item.printed, party.name, shared=len(item.values) > 1), 0.6
    there = [code for code in party.countries if code in context.theatre]
    if there:
        score += 0.1 + 0.2 * sum(context.theatre[code] for code in there)
        because += f"; it acts in {' and '.join(map(context.actors.country_name, there))}"
    if context.actors.active(key, context.day):
        score += 0.1
    else:
        because += f"; as far as is known, not{context.when()}"
    return context.scored(key, score, because)


def _by_phrase(core: Sequence[Item], context: Context) -> Reading | None:
    item = next((item for item in core if item.kind == "phrase"), None)
    if item is None:
        return None
    nations = [one.values[0] for one in core if one.kind == "nation"]
    meant = context.actors.phrase(item.values[0], (*nations, *context.countries), context.day)
    if meant is None:
        return None
    where = context.actors.country_name(meant.country)
    return context.settled(meant, f"in {where}{context.when()}, “{item.printed}” means", LIKELY)


def _by_spelling(core: Sequence[Item], context: Context) -> Reading | None:
    """Return the party of the theatre whose name is spelled nearly as this one, which nobody knows."""
    at = next((index for index, item in enumerate(core) if is_name(item)), None)
    if at is None:
        return None
    printed = " ".join(item.printed for item in core[at:] if item.kind in ("unknown", "neutral", "outfits"))
    for key, _, likeness in context.actors.near(printed):
        party = context.actors.party(key)
        if likeness >= SPELLED and party and context.theatre.keys() & party.countries:
            because = f"“{printed}” is spelled nearly as {party.name} ({likeness:.0%}), which acts in this theatre"
            return Reading((key,), because, (context.scored(key, likeness * LIKELY, because),))
    return None


def _by_state(core: Sequence[Item], context: Context) -> Reading | None:
    places = [item for item in core if item.kind in COUNTRIES]
    if not places or _has_other_name(core):
        return None
    role = role_of(core) or _own_arms(core, context)
    readings = [_of_state(item, role, core, context) for item in places]
    found = [reading for reading in readings if reading.parties] or readings
    return found[-1] if role else joined(found)


def _own_arms(core: Sequence[Item], context: Context) -> str | None:
    """Return the role of words that are a state's behind its name: "forces", "bombers"."""
    if any(item.folded in FORCES for item in core):
        return "army"
    return next((role for item in core if (role := context.actors.of_state(item.folded))), None)


def joined(readings: Sequence[Reading]) -> Reading:
    """Return readings as one: the parties of all, without repetition."""
    parties = dict.fromkeys(party for reading in readings for party in reading.parties)
    candidates = tuple(candidate for reading in readings for candidate in reading.candidates)
    return Reading(tuple(parties), "; ".join(dict.fromkeys(reading.because for reading in readings)), candidates)


def _has_other_name(core: Sequence[Item]) -> bool:
    """Whether a name that no registry knows stands beside a state's ("Jordanian Hashemite Charity")."""
    unknown = next((item for item in core if is_name(item)), None) or _titled(core)
    role = next((item for item in core if item.kind in ("role", "class")), None)
    if unknown is None or role is None:
        return unknown is not None
    own = role.values[0] in STATE_ROLES  # "Jordanian 71st Counter Terrorism Battalion"
    return not own and core.index(unknown) < core.index(role) and role.printed[:1].isupper()


def _titled(core: Sequence[Item]) -> Item | None:
    """Return an ordinary word that is printed as part of a name, after another of its words: "Free Burma Rangers"."""
    if all(item.printed.isupper() for item in core):
        return None
    return next((item for item in core[1:] if item.kind == "unknown" and item.printed[:1].isupper()), None)


def _of_state(item: Item, role: str | None, core: Sequence[Item], context: Context) -> Reading:
    after = core[core.index(item) :]
    if role is None and (other := _by_class(core, context)):
        return other
    if role is None and any(one.kind in ("outfits", "things", "allies") for one in after):
        return Reading((), f"“{item.printed}” tells where they are from, not who they are")
    meant = context.actors.role(role or "government", item.values[0], context.day)
    telling = (one for one in core if one.kind in {*COUNTRIES, "role"} or context.actors.of_state(one.folded))
    words = " ".join(one.printed for one in telling)
    if meant:
        return context.settled(meant, f"“{words}”{context.when()} means", SURE)
    return _unspecific(role or "", words, context)


def _by_role(core: Sequence[Item], context: Context) -> Reading | None:
    roles = dict.fromkeys(item.values[0] for item in core if item.kind == "role")
    if not roles:
        return None
    readings = [_of_role(role, core, context) for role in _told_apart(list(roles))]
    return joined([reading for reading in readings if reading.parties] or readings)


def _told_apart(roles: list[str]) -> list[str]:
    """Return the roles that differ: "army soldiers of the government" are one, "fighters, government forces" two."""
    state = [role for role in roles if role in STATE_ROLES]
    armed = [role for role in roles if role in ARMED_ROLES]
    rest = [role for role in roles if role not in STATE_ROLES | ARMED_ROLES]
    if armed and roles[0] == "coalition":
        rest.remove("coalition")  # "a coalition of militias"
    return [*rest, *armed[:1]] if rest else [*state[-1:], *armed[:1]]


def _of_role(role: str, core: Sequence[Item], context: Context) -> Reading:
    words = " ".join(item.printed for item in core if item.kind == "role")
    meant = _of_theatre(role, context)
    groups = _opposed(context)
    if len(groups) == 1 and (role == "militants" or (role in ARMED_ROLES and meant is None)):
        because = f"“{words}” means {context.name(groups[0])}, the only armed group that the report names"
        return Reading(groups, because, (context.scored(groups[0], LIKELY, because),))
    if meant is None:
        return _unspecific(role, words, context)
    where, share = context.actors.country_name(meant.country), context.theatre[meant.country]
    because = f"the report tells of {where} ({share:.0%}); there{context.when()}, “{words}” means"
    return context.settled(meant, because, POSSIBLE + 0.4 * share)


def _opposed(context: Context) -> tuple[str, ...]:
    """Return the armed groups that the report names, without those on a government's side."""
    home = next(iter(context.homes), "")
    return tuple(key for key in context.groups if context.actors.side(key, home, context.day) != "government")


def _of_theatre(role: str, context: Context) -> Meant | None:
    """Return who is meant in the weightiest country with a war of its own that knows the role."""
    found = (context.actors.role(role, country, context.day) for country in context.homes)
    return next(filter(None, found), None)


def _unspecific(role: str, words: str, context: Context) -> Reading:
    """Return the class of people that a role is, where it is not known which party is meant."""
    found = context.actors.classed(role)
    if found is None:
        return Reading((), f"“{words}” may be any country's: the report names none that is known")
    because = f"“{words}” are not named, and no theatre says who they are"
    return Reading((found,), because, (context.scored(found, POSSIBLE, because),))


def _by_class(core: Sequence[Item], context: Context) -> Reading | None:
    items = [item for item in core if item.kind == "class"]
    classes = tuple(dict.fromkeys(item.values[0] for item in items))
    if not classes:
        return None
    because = "; ".join(f"“{item.printed}” are {context.name(item.values[0]).lower()}" for item in items)
    return Reading(classes, because, tuple(context.scored(key, SURE, because) for key in classes))


def _as_named(core: Sequence[Item], _context: Context) -> Reading | None:
    """Keep a name that no registry knows."""
    if core and core[-1].kind == "things":
        return None  # "the Harga Opera House"
    if not (any(is_name(item) for item in core) or (core and core[0].printed[:1].isupper() and _titled(core))):
        return None
    printed = " ".join(item.printed for item in core if item.kind != "neutral" or item.printed[:1].isupper())
    return Reading((named_party(printed),), f"“{printed}” is in no registry: kept as named")
