"""The parties to wars, and what the words that stand for them mean."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from marsad.model import Party
from marsad.registry.compile import Tables
from marsad.registry.fold import fold
from marsad.registry.period import Period, within
from marsad.registry.spelling import Spellings

NAMED, ALLIES = "named:", "allies-of:"


class Meant(NamedTuple):
    """The party that a word stands for in one country."""

    party: str
    country: str


class Stand(NamedTuple):
    """A side that a party is on in the wars of some countries, for a time."""

    side: str
    countries: tuple[str, ...]
    period: Period


class Actors:
    """The registry of parties. Ids are looked up as they are, names folded, words with their country and day."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables that `compile_actors` made."""
        self._tables = tables
        self._names: dict[str, list[str]] = tables["names"]
        self._capitals = frozenset(tables["capitals_only"])
        self._words = frozenset(tables["words_too"])
        self._occasions = frozenset(tables["occasions"])
        self._parties: dict[str, Party] = {}

    def __iter__(self) -> Iterator[Party]:
        """Yield every party."""
        return (party for key in self._tables["parties"] if (party := self.party(key)))

    def party(self, key: str) -> Party | None:
        """Return the party with this id, None where there is none.

        An id that `named_party` or `allies_of` made has a party without a registry's knowledge.
        """
        if key not in self._parties:
            made = self._known(key) or _unregistered(key, self)
            if made is None:
                return None
            self._parties[key] = made
        return self._parties[key]

    def named(self, name: str) -> tuple[str, ...]:
        """Return ids of the parties with this name in any spelling that folds alike; several where they share it."""
        return tuple(self._names.get(fold(name), ()))

    def near(self, name: str, limit: int = 5) -> list[tuple[str, str, float]]:
        """Return parties whose names are spelled nearly like `name`: id, folded name, likeness from 0 to 1."""
        return [
            (key, other, likeness / 100)
            for other, likeness in self._spellings.near(fold(name), limit)
            for key in self._names[other]
        ]

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._names)

    def folded(self, name: str, *, printed: str) -> tuple[str, ...]:
        """Return the same for a name that is folded, where it is `printed` as a name: "IS" and no "is"."""
        return tuple(self._names.get(name, ())) if self._as_printed(name, printed) else ()

    def reach(self, first: str) -> int:
        """Return how many words the longest name, phrase or term has that begins with a folded word."""
        longest: int = self._tables["reach"].get(first, 1)
        return longest

    def is_word(self, name: str) -> bool:
        """Whether a folded name is an ordinary word as well: "tigers"."""
        return name in self._words

    def term(self, words: str) -> tuple[str, tuple[str]] | None:
        """Return category and value of folded words of `words.yml` or `classes.yml`: ("role", ("army",))."""
        found = self._tables["terms"].get(words)
        return (found[0], (found[1],)) if found else None

    def of_state(self, words: str) -> str | None:
        """Return the role of folded words that are a state's behind its name alone: "bombers" → "air force"."""
        found: str | None = self._tables["of_state"].get(words)
        return found

    def is_occasion(self, word: str) -> bool:
        """Whether a folded word is what happens to people: "wedding"."""
        return word in self._occasions

    def nations(self, *, adjectives: bool = True) -> Iterator[str]:
        """Yield the countries' names as printed, and the adjectives from them."""
        for names, of in self._tables["printed"]:
            yield from (*names, *of) if adjectives else names

    def nation(self, words: str, *, printed: str) -> str | None:
        """Return the country whose name or adjective the folded words are, where they are printed as one: "TR"."""
        return self._country("nations", words, printed)

    def metonym(self, words: str, *, printed: str) -> str | None:
        """Return the country whose capital the folded words name."""
        return self._country("metonyms", words, printed)

    def people(self, words: str) -> str | None:
        """Return the country whose people the folded words are: "iraqis" → "IQ"."""
        found: str | None = self._tables["people"].get(words)
        return found

    def leader(self, words: str, day: date | None) -> tuple[str, ...]:
        """Return the parties that the named person led on `day`, or else ever."""
        listed = self._tables["leaders"].get(words, ())
        then = [party for party, *period in listed if within(day, _period(period))]
        return tuple(dict.fromkeys(then or [party for party, *_ in listed]))

    def state(self, country: str) -> str | None:
        """Return the id of a country's government."""
        found: str | None = self._tables["states"].get(country)
        return found

    def country(self, key: str) -> str | None:
        """Return the country whose own government, armed forces, police or security forces the id is."""
        found: str | None = self._tables["own"].get(key)
        return found

    def country_name(self, country: str) -> str:
        """Return the English name of a country, or its code where it has none here."""
        found: str = self._tables["country_names"].get(country, country)
        return found

    def at_war(self, country: str, day: date | None) -> bool:
        """Whether a country has a war of its own, on a day or, where none is given, ever."""
        return any(within(day, _period(period)) for _, *period in self._tables["wars"].get(country, ()))

    def role(self, role: str, country: str, day: date | None) -> Meant | None:
        """Return who is meant by a role ("insurgents") in a country on a day.

        Where the theatre's file says nothing of it for that day, the roles that it falls back on count ("militants" on
        "insurgents"), and a state's own government, army, police and security forces; None for others.
        """
        listed = (self._tables["roles"].get(name, {}).get(country, ()) for name in self.kin(role))
        found = next((meant for each in listed if (meant := _meant(each, country, day))), None)
        pattern, state = self._tables["defaults"].get(role), self.state(country)
        return found or (Meant(pattern.format(id=state), country) if pattern and state else None)

    def kin(self, role: str) -> tuple[str, ...]:
        """Return a role and those that it falls back on."""
        return (role, *self._tables["otherwise"].get(role, ()))

    def classed(self, role: str) -> str | None:
        """Return the class of people that a role is, where it is not known which party is meant."""
        found: str | None = self._tables["classed"].get(role)
        return found

    def phrase(self, words: str, countries: Iterable[str], day: date | None) -> Meant | None:
        """Return who is meant on a day by folded words ("kurdish forces"), in the first of the countries that knows."""
        by_country = self._tables["phrases"].get(words)
        if by_country is None:
            return None
        found = (_meant(by_country.get(country, ()), country, day) for country in countries)
        return next(filter(None, found), None)

    def active(self, key: str, day: date | None) -> bool:
        """Whether a party existed on a day, as far as is known; where no day is given, whether it ever did."""
        party = self.party(key)
        return party is None or day is None or (party.first or day) <= day <= (party.last or day)

    def side(self, key: str, country: str, day: date | None = None) -> str | None:
        """Return the side that a party, or what it belongs to, is on in a country's war on a day.

        A word, no judgement; None where the registry knows none.
        """
        for party in (key, *self.above(key)):
            then = [stand for stand in self.sides(party) if country in stand.countries and within(day, stand.period)]
            if then:  # a side held for a while counts before the one held otherwise
                return min(then, key=lambda stand: stand.period.count(None)).side
        return None

    def sides(self, key: str) -> tuple[Stand, ...]:
        """Return the sides that a party itself has been on, with countries and times."""
        listed = self._tables["sides"].get(key, ())
        return tuple(Stand(side, tuple(countries), (first, last)) for side, countries, first, last in listed)

    def above(self, key: str) -> tuple[str, ...]:
        """Return what a party belongs to, the nearest first."""
        found: list[str] = []
        party = self.party(key)
        while party and party.parent and party.parent not in found:
            found.append(party.parent)
            party = self.party(party.parent)
        return tuple(found)

    def ucdp(self, key: str) -> str | None:
        """Return the name that UCDP's data use for a party, or for what it belongs to."""
        listed = (self._tables["ucdp"].get(party) for party in (key, *self.above(key)))
        return next(filter(None, listed), None)

    def _country(self, table: str, words: str, printed: str) -> str | None:
        if printed.islower() or not self._as_printed(words, printed):
            return None
        found: str | None = self._tables[table].get(words)
        return found

    def _as_printed(self, name: str, printed: str) -> bool:
        """Whether a short acronym is printed in capitals, and a name that is a word with one."""
        if name in self._capitals:
            return sum(map(str.isupper, printed)) > 1
        return name not in self._words or not printed[:1].islower()

    def _known(self, key: str) -> Party | None:
        row = self._tables["parties"].get(key)
        if row is None:
            return None
        sides = {stand.side for stand in self.sides(key)}
        return Party(
            id=key,
            name=row["name"],
            kind=row["kind"],
            aliases=tuple(row["aliases"]),
            parent=row["parent"],
            side=sides.pop() if len(sides) == 1 else None,
            countries=tuple(row["countries"]),
            first=row["first"] and date.fromisoformat(row["first"]),
            last=row["last"] and date.fromisoformat(row["last"]),
        )


def named_party(name: str) -> str:
    """Return the id of a party that no registry knows: "named:arce-battalion"."""
    return NAMED + slug(name)


def allies_of(party: str) -> str:
    """Return the id of unnamed allies of a party."""
    return ALLIES + party


def slug(name: str) -> str:
    """Return the folded words of a name joined by hyphens."""
    return fold(name).replace(" ", "-")


def _unregistered(key: str, actors: Actors) -> Party | None:
    if key.startswith(NAMED):
        return Party(id=key, name=key.removeprefix(NAMED).replace("-", " "), kind="named")
    whose = actors.party(key.removeprefix(ALLIES)) if key.startswith(ALLIES) else None
    return Party(id=key, name=f"Allies of {whose.name}", kind="named", parent=None) if whose else None


def _meant(listed: Iterable[list[str | None]], country: str, day: date | None) -> Meant | None:
    """Return the first that holds on the day."""
    return next((Meant(str(party), country) for party, *period in listed if within(day, _period(period))), None)


def _period(pair: list[str | None]) -> Period:
    return pair[0], pair[1]
