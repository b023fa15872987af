"""Who is meant: short forms, surnames, pronouns and "a monitor" go back to the full names that the document gives."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from marsad.extract.rules.gazetteer import is_known
from marsad.extract.rules.parties import side
from marsad.extract.rules.speaker_kinds import ARMED_GROUP, is_of_state, kind_named, kind_told
from marsad.extract.rules.speaker_name import Phrase
from marsad.extract.rules.speaker_phrase import words
from marsad.lexicon import load

_TEXTS = 512  # answers kept: those of the last reports


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody credited: the name to print, the person and the body behind it, the noun that described them."""

    name: str
    person: str = ""
    body: str = ""
    noun: str = ""
    kind: str = ""

    @property
    def is_person(self) -> bool:
        """Whether "he" or "she" can stand for the speaker."""
        return bool(self.person) or self.noun in words("person") - words("body") or self._is_bare_name()

    def _is_bare_name(self) -> bool:
        return (
            bool(self.name)
            and not self.body
            and " " not in self.name
            and (self.name[0].isupper() or self.name[:3] in ("al-", "el-"))
            and not self.name.isupper()
            and not self.noun
            and not is_nationality(self.name)
        )


class Speakers:
    """Everybody who speaks in a document; phrases are resolved against those met before, then those named later."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._met: list[Speaker] = []
        self._names: list[str] = []
        self._people: list[str] = []
        self._noted: list[Phrase] = []

    def meet(self, phrase: Phrase) -> None:
        """Note the names that a phrase gives, before anything is resolved."""
        if phrase.person and " " in phrase.person:
            self._people.append(phrase.person)
        if phrase.body and phrase.body not in self._names:
            self._names.append(phrase.body)

    def note(self, phrase: Phrase) -> None:
        """Note a person with a title, or a body, that the text names: "the minister" may take him up later."""
        if phrase.named:
            self._noted.append(phrase)

    def resolve(self, phrase: Phrase, owner: "Speaker | None" = None) -> Speaker | None:
        """The speaker behind a phrase, `owner` where the statement is theirs; None where the phrase names nobody."""
        found = owner if owner is not None else self._find(phrase)
        if found is not None:
            self._met.append(found)
        return found

    def printed(self, name: str) -> str:
        """A name printed in brackets, as running text prints it; a surname by the full name met."""
        plain = " ".join(name.split())
        plain = plain.title() if plain.isupper() else plain
        return next((one.name for one in self._met if one.person and one.person.split()[-1] == plain), plain)

    def carrier_name(self, phrase: Phrase) -> str:
        """The outlet that carries another's words ("Meridian", "state television"); nobody is met by it."""
        return phrase.body or phrase.name

    def pronoun(self, low: str) -> Speaker | None:
        """Whom a pronoun takes up: the last person for "he", the last body for "it"."""
        fits = (
            one
            for one in reversed(self._met)
            if (not one.is_person) == (low in ("it", "which", "that")) or low in ("they", "we", "who")
        )
        found = next(fits, self._met[-1] if self._met else None)
        if found is not None:
            self._met.append(found)
        return found

    def _find(self, phrase: Phrase) -> Speaker | None:
        if phrase.person:
            return self._person(phrase)
        if not phrase.name:
            return None
        return (
            self._surname(phrase)
            or self._monitor(phrase)
            or self._ruler(phrase)
            or self._short(phrase)
            or self._plain(phrase)
        )

    def _person(self, phrase: Phrase) -> Speaker:
        known = next((one for one in reversed(self._met) if one.person and _within(phrase.person, one.person)), None)
        full = known.person if known is not None else self._full_name(phrase.person)
        body = self._full_body(phrase.body) if phrase.body else known.body if known is not None else ""
        body = "" if body.lower() in words("body") else body
        return Speaker(f"{full}, {body}" if body else full, full, body, phrase.noun)

    def _surname(self, phrase: Phrase) -> Speaker | None:
        """A bare surname of somebody met, or named later."""
        if " " in phrase.name or not phrase.name[:1].isupper() or phrase.definite:
            return None
        known = next(
            (
                one
                for one in reversed(self._met)
                if one.person and one.person.split()[-1].lower() == phrase.name.lower()
            ),
            None,
        )
        full = next((name for name in self._people if name.split()[-1] == phrase.name), "")
        return known or (Speaker(full, full) if full else None)

    def _ruler(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the regime": the government of the country whose government the text names.

        Not so "the shadow government", "the Houthi government", "local authorities": others rule there, or below it.
        """
        low = phrase.name.lower().partition(" of ")[0].split()
        others = [word for word in low if word not in words("rulers") | words("ruling")]
        surnames = {name.split()[-1].lower() for name in self._people}
        if len(others) == len(low) or not surnames.issuperset(others):
            return None
        name = _government(self._text)
        return Speaker(name, body=name, noun="government") if name else None

    def _full_name(self, person: str) -> str:
        """Give the full name: "Petrov" → "Ann Petrov", wherever in the text the full name stands."""
        if " " in person:
            return person
        return max(
            (name for name in self._people if name.split()[-1].lower() == person.lower()), key=len, default=person
        )

    def _full_body(self, body: str) -> str:
        """The longest name met of which this is the short form or the acronym."""
        expanded = _spelt_out(body, self._text) if body.isupper() and " " not in body else ""
        longer = [name for name in self._names if len(name.split()) > len(body.split()) and _within(body, name)]
        return expanded or max(longer, key=len, default=body)

    def _monitor(self, phrase: Phrase) -> Speaker | None:
        """Resolve "a monitor", "a war monitoring group", "the observatory": the watching body that the text names."""
        low = {word for word in phrase.name.lower().split() for word in word.split("-")}
        nouns = words("monitors", "nouns")
        own = " ".join(word for word in phrase.name.split() if not is_nationality(word))
        if (phrase.named and not _within(own, " ".join(nouns))) or not low & nouns:
            return None
        found = _watcher(self._text)
        return Speaker(found, body=found, noun=phrase.noun) if found else None

    def _short(self, phrase: Phrase) -> Speaker | None:
        plain = phrase.name.split()
        if phrase.named and (len(plain) > 2 or not phrase.definite):
            return None
        alike = self._of_kind(phrase) if phrase.definite else None
        if alike is not None or phrase.noun in words("carriers") or not phrase.definite or len(plain) > 2:
            return alike
        return self._again(phrase, plain)

    def _again(self, phrase: Phrase, plain: list[str]) -> Speaker | None:
        """Resolve "the spokesman", "the station", "the company": who or what the text has told of before."""
        noun = phrase.noun
        if len(plain) == 2 and (of := self._owned(plain)) is not None:
            return of
        if noun in words("person") - words("body"):
            return self._described(phrase)
        if noun in ("station", "channel", "broadcaster", "radio"):
            return self._broadcaster() or self._with_word(plain)
        nearest = self._nearest(phrase) if noun in words("named_in_full") and len(plain) == 1 else None
        return (
            (self._so_called(noun) if len(plain) == 1 else None)
            or nearest
            or self._with_word(plain)
            or (self._body_meant(phrase) if noun in words("bodies_called") and len(plain) == 1 else None)
        )

    def _owned(self, plain: list[str]) -> Speaker | None:
        """Resolve "the organisation's spokesman", apostrophe lost or not: the last body's."""
        owner = plain[0].lower().removesuffix("'s").removesuffix("’s").removesuffix("s")
        bodies = (one for one in reversed(self._met) if one.body)
        body = next(bodies, None) if owner in words("bodies_called") and plain[1] in words("person") else None
        return (
            Speaker(f"{body.body or body.name} {plain[1]}", body=body.body, noun=plain[1]) if body is not None else None
        )

    def _described(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the source", "the spokesman": whoever was called so; one person also by other names."""
        if phrase.noun in words("of_places") and any(token.low in words("of_here") for token in phrase.tokens):
            return None  # the governor of the place named last is not the one who spoke before
        called = next((one for one in reversed(self._met) if one.noun == phrase.noun), None)
        if called is not None or phrase.noun not in words("single") or phrase.name.endswith("s"):
            return called
        persons = (one for one in reversed(self._met) if one.is_person)
        named = (one for one in persons if one.person or not (one.noun or is_known(one.name)))  # nobody is "Moscow"
        return self._by_title(phrase) or next(named, None)

    def _by_title(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the ambassador": whom the text named last by that title, speaking or not."""
        found = next((one for one in self._noted_before(phrase) if one.person and one.noun == phrase.noun), None)
        return self._person(found) if found is not None else None

    def _noted_before(self, phrase: Phrase) -> Iterator[Phrase]:
        """What was noted before the phrase, the nearest first."""
        at = phrase.tokens[0].start
        return (one for one in reversed(self._noted) if one.tokens[0].start < at)

    def _so_called(self, noun: str) -> Speaker | None:
        """Resolve "the company": the body introduced so ("the oil company Petra") that goes by a name of its own."""
        called = (one for one in reversed(self._met) if one.noun == noun and one.body == one.name)
        return next((one for one in called if noun not in one.name.lower().split()), None)

    def _nearest(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the coalition": as the text named one last, speaking or not."""
        at = phrase.tokens[0].start
        earlier = [name for start, name in _mentions(phrase.noun, self._text) if start < at]
        name = self._full_body(earlier[-1]) if earlier else ""
        return Speaker(name, body=name, noun=phrase.noun) if name else None

    def _broadcaster(self) -> Speaker | None:
        return next((one for one in reversed(self._met) if set(one.name.lower().split()) & words("broadcasts")), None)

    def _with_word(self, plain: list[str]) -> Speaker | None:
        """A body met whose name holds the words ("the observatory", "the Coalition")."""
        wanted = {word.lower() for word in plain}
        if wanted <= words("of_the_state"):
            return None  # "the army" is no Arakan Army
        for one in reversed(self._met):
            if one.body and not one.person and wanted < {word.lower() for word in one.body.split()}:
                return one
        names = [name for name in self._names if wanted < {word.lower() for word in name.split()}]
        name = names[0] if names else _long_name(plain[-1], self._text) if len(plain) == 1 else None
        return Speaker(name, body=name, noun=plain[-1].lower()) if name else None

    def _last_body(self) -> Speaker | None:
        return next(
            (one for one in reversed(self._met) if not one.is_person and (one.body or one.name[:1].isupper())), None
        )

    def _body_meant(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the group", "the agency": the last body that spoke, but no state is a group."""
        last, group = self._last_body(), phrase.noun == "group"
        return self._last_noted(phrase) if last is None or (group and is_of_state(last.name)) else last

    def _of_kind(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the rights group", "the rebel movement": the last body of that kind that spoke or was named."""
        kind = kind_told(phrase.name.lower().split()[:-1])
        if not kind or phrase.named or phrase.noun not in words("bodies_called"):
            return None
        spoke = (one for one in reversed(self._met) if one.body and not one.person)
        found = next((one for one in spoke if kind == (one.kind or kind_named(one.body, one.noun))), None)
        if found is not None:
            return found
        named = (self._plain(one) for one in self._noted_before(phrase) if one.body and not one.person)
        noted = next((one for one in named if kind == (one.kind or kind_named(one.body, one.noun))), None)
        return replace(noted, name=noted.body) if noted is not None else None

    def _last_noted(self, phrase: Phrase) -> Speaker | None:
        """Resolve "the group" before any has spoken: the body that the text named last; an armed one is no agency."""
        bodies = (one for one in self._noted_before(phrase) if one.body)
        group = phrase.noun == "group"
        found = next((one for one in bodies if (side(one.body) != "state" if group else one.noun != ARMED_GROUP)), None)
        return self._plain(replace(found, name=found.body)) if found is not None else None

    def _plain(self, phrase: Phrase) -> Speaker:
        body = self._full_body(phrase.body) if phrase.body else ""
        rest = set(phrase.name.removeprefix(phrase.body).lower().split())
        whole = phrase.body and rest <= words("bodies_called") | words("monitors", "nouns")
        kind = kind_told(token.low for token in phrase.tokens)
        return Speaker(body if whole else phrase.name, body=body, noun=phrase.noun, kind=kind)

    def carrier(self, phrase: Phrase) -> Speaker | None:
        """A statement that names no author: the last body for "the statement", itself for "local reports"."""
        if phrase.definite and len(phrase.name.split()) == 1 and phrase.noun not in ("report", "news"):
            return self._last_body() or (self._met[-1] if self._met else None)
        return Speaker(phrase.name, noun=phrase.noun) if phrase.name else None


def _within(short: str, full: str) -> bool:
    """Whether all words of the short name are words of the full one."""
    return set(short.lower().split()) <= set(full.lower().split())


_NAMED = r"(?:[A-Z][\w’'-]+ ){0,4}%s(?: (?:of|for) (?:[A-Z][\w’'-]+(?: (?!monitor|said|says)|\b)){1,3})?"


@lru_cache(maxsize=_TEXTS)
def _watcher(text: str) -> str | None:
    """The monitoring body that the text names, the longest naming of it."""
    named = load("lexicon/en/attribution.yml")["monitors"]["named"]
    return _longest(_NAMED % f"(?:{'|'.join(map(re.escape, named))})", text)


@lru_cache(maxsize=_TEXTS)
def _long_name(noun: str, text: str) -> str | None:
    return _longest(_NAMED % re.escape(noun.capitalize()), text)


def _longest(pattern: str, text: str) -> str | None:
    names = [found.group().strip() for found in re.finditer(pattern, text)]
    names = [name for name in (_unled(name) for name in names) if len(name.split()) > 1]
    return max(names, key=len) if names else None


def _unled(name: str) -> str:
    """Without an article or another capitalised word that only begins the sentence."""
    name = re.sub(r"^.*-based (?=[A-Z])", "", name)
    return re.sub(r"^(?:The|A|An|But|And|In|On|Meanwhile) (?=[A-Z])", "", name)


@lru_cache(maxsize=_TEXTS)
def _spelt_out(acronym: str, text: str) -> str:
    """The words that an acronym stands for; in a text in capitals only those put beside it."""
    between = r"[\s-]+(?:(?:of|for|the|and|on|in|de|del|la)[\s-]+)*"
    letters, short = between.join(rf"{re.escape(letter)}[\w’'-]+" for letter in acronym), re.escape(acronym)
    pattern = rf"\b({letters})\s*[\[(]{short}|\b{short}\s*[\[(]({letters})" if text.isupper() else rf"\b({letters})()\b"
    found = re.search(pattern, text, re.IGNORECASE if text.isupper() else 0) if len(acronym) > 2 else None
    spelt = " ".join((found.group(1) or found.group(2)).split()) if found else ""
    return spelt.title() if spelt.isupper() else spelt


@cache
def _nations() -> frozenset[str]:
    table = load("lexicon/en/countries.yml")
    return frozenset(table) | {word for names in table.values() for word in names}


def is_nationality(word: str) -> bool:
    """Whether a word, in whatever capitals, is a country or its adjective."""
    return word.title() in _nations() or word in _nations()


@lru_cache(maxsize=_TEXTS)
def _government(text: str) -> str:
    """The government that the text names most, by its country: "Sudanese government".

    Where it names none, that of the nation whose army or president it names, if no other country is named more often.
    """
    if nation := _nation_of("government|regime", text):
        return f"{nation} government"
    nation = _nation_of("army|military|authorities|president|state", text)
    return f"{nation} government" if nation and _is_theatre(nation, text) else ""


def _nation_of(rulers: str, text: str) -> str:
    """The nation whose rulers, one of these words, the text names most."""
    pattern = re.compile(rf"\b([A-Za-z]+)['’]?s? (?:{rulers})\b", re.IGNORECASE)
    found = Counter(match.group(1).title() for match in pattern.finditer(text) if is_nationality(match.group(1)))
    return found.most_common(1)[0][0] if found else ""


def _is_theatre(nation: str, text: str) -> bool:
    """Whether no country is named more often than that of the nation."""
    countries = load("lexicon/en/countries.yml")
    named = re.findall(rf"\b(?:{'|'.join(countries)})\b", text, re.IGNORECASE)
    counts = Counter(name.lower() for name in named)
    country = next((name for name, forms in countries.items() if nation in (name, *forms)), "")
    return counts[country.lower()] == max(counts.values(), default=0)


@lru_cache(maxsize=_TEXTS)
def _mentions(noun: str, text: str) -> list[tuple[int, str]]:
    """Where the text names a body of this kind in full ("the US-led coalition"), and how."""
    found = re.finditer(
        rf"((?:(?:[A-Z][\w-]+|(?:[A-Z]\.)+|[\w.]+-(?:led|backed)) )+)({noun}\b)",
        text,
        re.IGNORECASE if text.isupper() else 0,
    )
    named = ((match.start(), _unled(match.group())) for match in found)
    return [(at, name) for at, name in named if " " in name]
