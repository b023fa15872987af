"""Those who speak of wars: agencies, monitors, ministries, outlets; whose voice they are, and whom they carry."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from marsad.model import Speaker
from marsad.registry.actors import NAMED, Actors, slug
from marsad.registry.compile import Tables
from marsad.registry.fold import fold
from marsad.registry.spelling import Spellings

UNNAMED = "unnamed:"


class Sources:
    """The registry of speakers. Every party is one too: it speaks for itself, under its own id."""

    def __init__(self, tables: Tables, actors: Actors) -> None:
        """Take the tables that `compile_sources` made, and the parties that speakers are aligned with."""
        self._tables = tables
        self._actors = actors
        self._names: dict[str, list[str]] = tables["names"]
        self._capitals = frozenset(tables["capitals_only"])
        self._words = frozenset(tables["words_too"])
        self._speakers: dict[str, Speaker] = {}

    def __iter__(self) -> Iterator[Speaker]:
        """Yield every speaker of the files; not the bodies that each state has, nor parties."""
        return (speaker for key in self._tables["speakers"] if (speaker := self.speaker(key)))

    def speaker(self, key: str) -> Speaker | None:
        """Return the speaker with this id, None where there is none.

        Ids of parties, of the bodies that every state has, and those that `unnamed_speaker` and `named_speaker` made
        are speakers too.
        """
        if key not in self._speakers:
            made = self._listed(key) or self._body(key) or self._unlisted(key) or self._party(key)
            if made is None:
                return None
            self._speakers[key] = made
        return self._speakers[key]

    def why(self, key: str) -> str | None:
        """Return why a speaker of the files is known to be what it is."""
        row = self._tables["speakers"].get(key)
        return str(row["why"]) if row else None

    def named(self, name: str) -> tuple[str, ...]:
        """Return ids of the speakers with this name, or else of the parties; several where it is shared."""
        return tuple(self._names.get(fold(name), ())) or self._actors.named(name)

    def near(self, name: str, limit: int = 5) -> list[tuple[str, str, float]]:
        """Return speakers whose names are spelled nearly like `name`: id, folded name, likeness from 0 to 1."""
        return [
            (key, other, likeness / 100)
            for other, likeness in self._spellings.near(fold(name), limit)
            for key in self._names[other]
        ]

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._names)

    def folded(self, name: str, *, printed: str) -> tuple[str, ...]:
        """Return the same for a folded name amid other words, where it is `printed` as a name and no word besides.

        "The Independent" is looked up by `named`, as it is also what a group may be.
        """
        capitals = name not in self._capitals or sum(map(str.isupper, printed)) > 1
        return tuple(self._names.get(name, ())) if capitals and name not in self._words else ()

    def reach(self, first: str) -> int:
        """Return how many words the longest name or term of a speaker has that begins with a folded word."""
        longest: int = self._tables["reach"].get(first, 1)
        return longest

    def called(self, words: str, country: str) -> str | None:
        """Return who is called by folded words in reports on a country: "observatory" of SY."""
        found: str | None = self._tables["called"].get(words, {}).get(country)
        return found

    def voice(self, name: str) -> str | None:
        """Return the id of the speaker for whom the folded name of a person speaks."""
        found: str | None = self._tables["voices"].get(name)
        return found

    def term(self, words: str) -> tuple[str, tuple[str]] | None:
        """Return category and value of folded words: ("body", ("{id}-foreign-ministry",)), ("unnamed", ("",))."""
        found = self._tables["terms"].get(words)
        return (found[0], (found[1],)) if found else None

    def body(self, pattern: str, country: str) -> str | None:
        """Return the id of a country's body; the proper one where the files know it ("state news agency" of SY)."""
        state = self._actors.state(country)
        own: str | None = self._tables["bodies_of"].get(country, {}).get(pattern)
        return own or (pattern.format(id=state) if state else None)

    def _listed(self, key: str) -> Speaker | None:
        row: dict[str, Any] | None = self._tables["speakers"].get(key)
        if row is None:
            return None
        many = {"aliases": tuple(row["aliases"]), "copies": tuple(row["copies"])}
        return Speaker(
            id=key, name=row["name"], kind=row["kind"], country=row["country"], aligned=row["aligned"], **many
        )

    def _body(self, key: str) -> Speaker | None:
        state, name, kind = self._tables["bodies"].get(key, (None, "", ""))
        if state is None:
            return None
        return Speaker(id=key, name=name, kind=kind, country=self._actors.country(state), aligned=state)

    def _unlisted(self, key: str) -> Speaker | None:
        if key.startswith(UNNAMED):
            words, _, party = key.rpartition(":")[2].partition("@")
            return Speaker(id=key, name=words.replace("-", " "), kind="unnamed", aligned=party or None)
        if key.startswith(NAMED):
            return Speaker(id=key, name=key.removeprefix(NAMED).replace("-", " "), kind="named")
        return None

    def _party(self, key: str) -> Speaker | None:
        party = self._actors.party(key)
        if party is None:
            return None
        country = party.countries[0] if len(party.countries) == 1 else None
        return Speaker(id=key, name=party.name, kind="party", aliases=party.aliases, country=country, aligned=key)


def unnamed_speaker(document: str, words: str, party: str | None = None) -> str:
    """Return the id of somebody whom a document does not name: one origin inside it, and nobody's double elsewhere.

    `party` is the party whose voice it is ("a military source").
    """
    return f"{UNNAMED}{document}:{slug(words)}" + (f"@{party}" if party else "")


def named_speaker(name: str) -> str:
    """Return the id of somebody who has a name that no registry knows: the same in every document."""
    return NAMED + slug(name)
