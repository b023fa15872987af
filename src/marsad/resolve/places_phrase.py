"""What the words for a place say: a name, a distance and direction from one, a part of one, a stretch between two."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from marsad.gazetteer.records import kinds
from marsad.lexicon import load


@dataclass(frozen=True, slots=True)
class Named:
    """A name. `word` is what the text calls it ("province"), `inside` the place it is said to lie in or near."""

    name: str
    word: str = ""
    inside: "Phrase | None" = None

    def __str__(self) -> str:
        shown = f"name({self.name}: {self.word})" if self.word else f"name({self.name})"
        return f"{shown} in {self.inside}" if self.inside else shown


@dataclass(frozen=True, slots=True)
class Pointed:
    """A noun that points back ("the town")."""

    word: str

    def __str__(self) -> str:
        return f"the {self.word}"


@dataclass(frozen=True, slots=True)
class Away:
    """A distance in km, 0 where none is said, on a compass bearing from a place."""

    km: float
    bearing: float
    base: "Phrase"

    def __str__(self) -> str:
        return f"{self.km:.1f} km {self.bearing:.0f}° of {self.base}"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a place on a bearing, None for its middle; `rural` where the land around it is meant."""

    bearing: float | None
    base: "Phrase"
    rural: bool = False

    def __str__(self) -> str:
        where = "middle " if self.bearing is None and not self.rural else ""
        side = f"{self.bearing:.0f}° " if self.bearing is not None else ""
        return f"{where}{side}{'countryside' if self.rural else 'part'} of {self.base}"


@dataclass(frozen=True, slots=True)
class Near:
    """Some place near one."""

    base: "Phrase"

    def __str__(self) -> str:
        return f"near {self.base}"


@dataclass(frozen=True, slots=True)
class Between:
    """The stretch between two places, or their common `border`."""

    one: "Phrase"
    other: "Phrase"
    border: bool = False

    def __str__(self) -> str:
        return f"{'border of' if self.border else 'between'} {self.one} and {self.other}"


@dataclass(frozen=True, slots=True)
class Several:
    """Places named side by side."""

    places: tuple["Phrase", ...]

    def __str__(self) -> str:
        return " + ".join(map(str, self.places))


Phrase = Named | Pointed | Away | Part | Near | Between | Several


@cache
def table(name: str) -> dict[str, float]:
    """Return a table of ``phrases.yml`` from word to number."""
    found: dict[str, float] = load("gazetteer/phrases.yml")[name]
    return found


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return a list of ``phrases.yml``, the longest first."""
    return tuple(sorted(load("gazetteer/phrases.yml")[name], key=len, reverse=True))


@cache
def kind_words() -> dict[str, frozenset[str]]:
    """Return the kinds of place that each word may stand for ("province": region, district)."""
    found: dict[str, set[str]] = {}
    for kind, row in kinds().items():
        for word in row["words"]:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(held) for word, held in found.items()}


def kinds_of(word: str) -> frozenset[str]:
    """Return the kinds of place that a word, in the singular or plural, stands for; none for other words."""
    word = word.lower()
    for form in (word, word.removesuffix("s"), re.sub("ies$", "y", word)):
        if form in kind_words():
            return kind_words()[form]
    return frozenset()


@cache
def anaphors() -> dict[str, str]:
    """Return the nouns that stand for a place named before, each with the kind that it stands for."""
    held = load("gazetteer/phrases.yml")["anaphors"]
    return {word: kind for kind, words in held.items() for word in words}


_TOKENS = re.compile(r"\d[\d.,]*\d|\d|['’]s?(?=\s|$)|[,;]|[^\s,;“”\"()]+?(?=['’]s?(?:\s|$)|[\s,;“”\"()]|$)")
_HYPHENED = re.compile(r"\b(north|south)[- ](east|west)(ern)?\b", re.IGNORECASE)
_TIGHT = re.compile(r"(\d)(km|mi|m)\b", re.IGNORECASE)
_JOINS = ("and", ",", ";", "&", "or")
IsName = Callable[[str], bool]


def parse(text: str, is_name: IsName) -> Phrase:
    """Return what the words for a place say; `is_name` tells whether some words are a name as they stand."""
    text = text.replace(" as well as ", " and ")
    text = _TIGHT.sub(r"\1 \2", _HYPHENED.sub(r"\1\2\3", text))
    return _Reader(is_name).read(_TOKENS.findall(text))


Words = list[str]


class _Reader:
    """Tries the shapes of phrases one after another, the most telling first."""

    def __init__(self, is_name: IsName) -> None:
        self.is_name = is_name

    def read(self, words: Words) -> Phrase:
        words = _trimmed(words)
        if not words:
            return Pointed("")
        if len(words) == 1 and (kinds_of(words[0]) or words[0].lower() in anaphors()):
            return Pointed(words[0].lower())
        lone = len(words) == 1 and words[0] in table("bearings")  # "the north", which towns are called, too
        if not lone and self.is_name(_text(words)):
            return Named(_text(words))
        shapes = (self._owned, self._between, self._away, self._near, self._several, self._joined, self._side)
        return next((found for shape in shapes if (found := shape(words))), None) or self._named(words)

    def _owned(self, words: Words) -> Phrase | None:
        """Read "X's Y" as Y in X, but "X's south" as a part of X."""
        at = next((at for at in range(1, len(words) - 1) if words[at] in ("'s", "’s")), 0)
        if not at or {*_low(words[at:])} & {*table("bearings"), *listed("countryside")}:
            return None
        return self._within(words[at + 1 :], words[:at])

    def _between(self, words: Words) -> Phrase | None:
        """Read "between X and Y", "the border between X and Y"."""
        low = _low(words)
        if "between" not in low or "and" not in low[low.index("between") :]:
            return None
        at = low.index("between")
        mid = low.index("and", at)
        border = any(word in listed("borders") for word in low[:at])
        return Between(self.read(words[at + 1 : mid]), self.read(words[mid + 1 :]), border)

    def _away(self, words: Words) -> Phrase | None:
        """Read "5 km east of X", "east of X", "to the east of X", "20 miles from X"."""
        low = _low(words)
        unit = next((at for at in range(1, len(low)) if low[at] in table("units") and low[at - 1][0].isdigit()), None)
        of = next((at for at in range(1, len(low) - 1) if low[at] in ("of", "from", "outside", "away")), None)
        if of is None or (unit is not None and unit > of):
            return None
        bearing = table("bearings").get(low[of - 1]) if not low[of - 1].endswith("ern") else None
        if unit is None and (bearing is None or low[of] != "of" or low[0] == "the"):
            return None
        km = float(low[unit - 1].replace(",", "")) * table("units")[low[unit]] if unit else 0.0
        head = words[: unit - 1 if unit else of - 1]
        if any(map(_tells, head)):
            return self._within(head, words[of + 1 :])
        base = self.read(words[of + 1 :])
        if isinstance(base, Pointed) and bearing is not None and unit is None:
            return Part(bearing, base)  # "the east of the country"
        return Away(round(km, 1), bearing, base) if bearing is not None else Near(base)

    def _near(self, words: Words) -> Phrase | None:
        """Read "near X", "the outskirts of X"; "Tiyas near Palmyra" is Tiyas."""
        low = _low(words)
        if len(words) > 1 and low[-1] in listed("after_near") and not {*low} & {"and", *table("bearings")}:
            return Near(self.read(words[:-1]))
        for phrase in map(str.split, listed("near")):
            at = next((at for at in range(len(low)) if low[at : at + len(phrase)] == phrase), None)
            if at is not None and at + len(phrase) < len(words):
                head, tail = words[:at], words[at + len(phrase) :]
                return self._within(head, tail) if any(map(_tells, head)) else Near(self.read(tail))
        return None

    def _within(self, words: Words, holder: Words) -> Phrase:
        """Read the first words as a place, and the others as what it lies in or near."""
        place = self.read(words)
        return Named(place.name, place.word, self.read(holder)) if isinstance(place, Named) else place

    def _several(self, words: Words) -> Phrase | None:
        """Read "X and Y", "X, Y and Z provinces"; "X, Y" is X in Y."""
        parts = _split(words)
        if len(parts) < 2:
            return None
        if {"and", "or", ";", "&"}.isdisjoint(_low(words)):
            return self._within(parts[0], [word for part in parts[1:] for word in part])
        if parts[-1][:1] == ["its"]:
            return self.read([*parts[0], *parts[-1][1:]])
        if all(word.lower() in (*table("bearings"), *listed("middle")) for part in parts[:-1] for word in part):
            rest = [word for word in parts[-1] if word.lower() not in (*table("bearings"), *listed("middle"))]
            return Several(tuple(self.read([*part[:1], *rest]) for part in parts))
        word = parts[-1][-1]
        if (
            len(parts[-1]) > 1
            and word.endswith("s")
            and kinds_of(word)
            and word not in listed("after_near")
            and not self.is_name(_text(parts[-1]))
        ):
            parts = [part if kinds_of(part[-1]) else [*part, word] for part in parts]
        return Several(tuple(self.read(part) for part in parts))

    def _side(self, words: Words) -> Phrase | None:
        """Read "northern X", "the eastern suburbs of X", "X's south", "X countryside", "the countryside of X"."""
        low = _low(words)
        sides = [at for at, word in enumerate(low) if word in table("bearings") and not _describes(low[at + 1 :])]
        rural = [at for at, word in enumerate(low) if word in listed("countryside")]
        middle = [0] if low[0] in listed("middle") else []
        if not (sides or rural or middle):
            return None
        dropped = {*sides, *rural, *middle}
        rest = [
            word for at, word in enumerate(words) if at not in dropped and low[at] not in ("'s", "’s", "'", "’", "its")
        ]
        while rest and rest[0].lower() in (*listed("filler"), *listed("parts")):
            rest = rest[1:]
        while len(rest) > 1 and rest[-1].lower() in listed("parts") and not kinds_of(rest[-1]) & {"region", "country"}:
            rest = rest[:-1]
        bearing = table("bearings")[low[sides[0]]] if sides else None
        if not rest:
            return Part(bearing, Pointed("country"))
        if low[-1] in table("bearings") and not rural and _text(words[:-1]) == _text(rest):
            return Part(bearing, self.read(rest))
        return Part(bearing, self.read(rest), rural=bool(rural))

    def _joined(self, words: Words) -> Phrase | None:
        """Read "Salamiyah-Ithriya axis", "Syrian-Turkish border", "Lebanese border", "the border with Syria"."""
        low = _low(words)
        border = low[-1] in listed("borders")
        if low[0] in listed("borders") and len(words) > 2 and low[1] in ("with", "of"):
            return Between(self.read(words[2:]), Pointed("country"), border=True)
        if not (border or low[-1] in listed("roads")) or {*low} & {*table("bearings")}:
            return None
        ends = re.split(r"(?<=\w)\s?[-–/]\s?(?=[^\W\d_a-z])", _text(words[:-1]))
        if len(ends) == 2:
            return Between(self.read(ends[0].split()), self.read(ends[1].split()), border)
        return Between(self.read(words[:-1]), Pointed("country"), border=True) if border and len(words) > 1 else None

    def _run_together(self, words: Words) -> list[str]:
        """Split names whose commas were lost; empty where some word is left over."""
        names = []
        while words:
            size = next((size for size in range(min(4, len(words)), 0, -1) if self.is_name(_text(words[:size]))), 0)
            if not size:
                return []
            names.append(_text(words[:size]))
            words = words[size:]
        return names

    def _named(self, words: Words) -> Phrase:
        """Read "X in Y", "town of X", and else a name with or without the word for its kind."""
        low = _low(words)
        for at in range(1, len(low) - 1):
            if low[at] in listed("containers") and not self.is_name(_text(words[at - 1 :])):
                head, tail = words[:at], words[at + 1 :]
                if not any(map(_tells, head)):
                    return _called(self.read(tail), head[-1])
                return self._within(head, tail)
        names = self._run_together(words) if len(words) > 3 else []
        return Several(tuple(map(Named, names))) if names else self._kinded(words)

    def _kinded(self, words: Words) -> Phrase:
        """Read "X town", "refugee camp X", and else a bare name."""
        for size in (2, 1):  # "refugee camp" before "camp"
            last, first = _text(words[-size:]).lower(), _text(words[:size]).lower()
            if len(words) > size and kinds_of(last):
                return _called(self.read(words[:-size]), last)
            if len(words) > size and kinds_of(first) and not words[0][0].isupper():
                return _called(self.read(words[size:]), first)
        return Named(_text(words))


def _tells(word: str) -> bool:
    """Whether a word is part of a name, not one for a kind of place or one that goes with any."""
    known = (*listed("filler"), *listed("parts"), *table("bearings"))
    return not kinds_of(word) and word.lower() not in known


def _describes(after: Words) -> bool:
    """Whether a direction only describes a place that is named next: "the northern city of X"."""
    return len(after) > 1 and after[1] == "of" and bool(kinds_of(after[0])) and after[0] not in listed("parts")


def _called(place: Phrase, word: str) -> Phrase:
    """Return a place with the word for its kind, where it is a name without one."""
    return Named(place.name, word.lower(), place.inside) if isinstance(place, Named) and not place.word else place


def _low(words: Words) -> Words:
    return [word.lower() for word in words]


def _text(words: Words) -> str:
    return re.sub(r" (['’,;])", r"\1", " ".join(words))


def _trimmed(words: Words) -> Words:
    """Leave out what stands around a name without being part of it."""
    while words and (words[0].lower() in listed("filler") or words[0] in _JOINS):
        words = words[1:]
    while words and (words[-1] in (".", ",", ";", "'", "’", "'s", "’s") or words[-1].lower() in listed("filler")):
        words = words[:-1]
    return words


def _split(words: Words) -> list[Words]:
    """Split a list at its commas and conjunctions."""
    parts: list[Words] = [[]]
    for word in words:
        if word.lower() in _JOINS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in map(_trimmed, parts) if part]
