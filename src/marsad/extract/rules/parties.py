"""The parties that a report names: whether two names mean one, and which name a bare "the militants" takes up."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from marsad.extract.rules.grammar import phrase
from marsad.extract.rules.nouns import is_country, is_name, lemma, noun_classes, party_name
from marsad.extract.sentence import Sentence, Token
from marsad.lexicon import load

_NAMES = 1 << 14  # whose comparison is kept
_OFFERED = 8  # parties offered to a fact
_LONGEST = 9  # words of a name; a line of keywords beside a report is none
_REACH = 4  # sentences back in which a fuller name is looked for
_ARMED = frozenset({"combatants", "parties"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Of "Islamic State" or "Shan State", which is no other's state.
_NAMED_STATE = re.compile(r"(?<=[^\W\d_]) (?=(?:State|STATE)\b)")


@cache
def words(name: str) -> frozenset[str]:
    """Return the lists of ``parties.yml``, by name."""
    return frozenset(load("lexicon/en/parties.yml")[name])


@cache
def ranks() -> dict[str, str]:
    """Return for one of a party's men the word for several, by which the party goes."""
    return dict(load("lexicon/en/parties.yml")["ranks"])


@lru_cache(maxsize=_NAMES)
def telling(name: str) -> frozenset[str]:
    """Return the words that tell a party from others, words for its state read as "state"; all words if none tells."""
    low = [_adjective(_singular(word)) for word in _WORD.findall(_NAMED_STATE.sub("", name).lower())]
    found = frozenset("state" if word in words("state") else word for word in low)
    return (found - words("bodies")) or found


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def _demonyms() -> dict[str, str]:
    return {item.lower(): name.lower() for name, items in load("lexicon/en/countries.yml").items() for item in items}


def _adjective(word: str) -> str:
    return _demonyms().get(word, word)


@lru_cache(maxsize=_NAMES)
def alike(one: str, two: str) -> bool:
    """Whether two names can mean one party: the telling words of one are among the other's, or it is its initials."""
    mine, theirs = telling(one), telling(two)
    return mine <= theirs or theirs <= mine or _abbreviates(one, two) or _abbreviates(two, one)


def _abbreviates(one: str, two: str) -> bool:
    """Whether a name ends in the initials of words that the other ends with: "SDF", "Syrian Democratic Forces"."""
    letters, initials = one.rsplit(maxsplit=1)[-1].replace(".", ""), _initials(two)
    ends = initials == letters or (len(letters) > 2 and initials.endswith(letters))  # two letters end many a name
    return len(letters) > 1 and letters.isupper() and ends


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())


@lru_cache(maxsize=_NAMES)
def is_general(name: str) -> bool:
    """Whether a name says of a party only what kind it is: "the rebels", "government troops"."""
    return telling(name) <= words("state") | words("irregulars") | words("bodies") | {"state"}


@lru_cache(maxsize=_NAMES)
def within(one: str, two: str) -> bool:
    """Whether all words of one name, general ones too, are among the other's: "rebels", "Communist rebels"."""
    mine, theirs = ({_singular(word) for word in _WORD.findall(name.lower())} for name in (one, two))
    return mine <= theirs or theirs <= mine


@dataclass(frozen=True, slots=True)
class Named:
    """A party named by more than a general word: its noun, and the name."""

    head: Token
    name: str


class Parties:
    """The named parties of a report, in reading order."""

    def __init__(self, sentences: list[Sentence], text: str) -> None:
        self._sentences = sentences
        self._text = text
        self.all = [_parties(sentence, text, _is_party) for sentence in sentences]
        self._named: dict[int, list[Named]] = {}
        self._near: dict[int, list[tuple[Named, int]]] = {}

    @cached_property
    def _often(self) -> Counter[frozenset[str]]:
        return Counter(telling(item.name) for row in self.all for item in row)

    @cached_property
    def _main(self) -> list[Named]:
        """The parties named more than once, most often first."""
        first: dict[frozenset[str], Named] = {}
        for item in (item for row in self.all for item in row):
            first.setdefault(telling(item.name), item)
        return [first[key] for key, times in self._often.most_common(_OFFERED) if times > 1]

    def around(self, trigger: Token) -> list[tuple[Named, int]]:
        """The parties named up to four sentences off, nearest first, then those named often; with the distance."""
        index = trigger.sentence.index
        if index not in self._near:
            self._near[index] = self._around(index)
        return self._near[index]

    def _around(self, index: int) -> list[tuple[Named, int]]:
        reach = range(max(0, index - _REACH), min(len(self.all), index + _REACH + 1))
        rows = [self.all[at] for at in sorted(reach, key=lambda at: abs(at - index))]
        found: dict[frozenset[str], tuple[Named, int]] = {}
        for item in [*(item for row in rows for item in row), *self._main]:
            found.setdefault(telling(item.name), (item, abs(item.head.sentence.index - index)))
        return list(found.values())[:_OFFERED]

    def fuller(self, head: Token) -> Named | None:
        """The name that a bare general noun takes up: the last of that noun before it, up to four sentences back."""
        if not is_bare(head):
            return None
        index = head.sentence.index
        rows = [self._named_in(at) for at in range(index, max(-1, index - _REACH - 1), -1)]
        before = [item for row in rows for item in reversed(row) if item.head.start < head.start and not _cut(item)]
        found = next((item for item in before if lemma(item.head) == lemma(head)), None)
        some = lemma(head) in words("some_group") and _is_definite(head)
        return found or (self._group_before(head) if some else None)

    def _group_before(self, head: Token) -> Named | None:
        """The armed group named last before "the group", up to four sentences back."""
        index = head.sentence.index
        rows = (self.all[at] for at in range(index, max(-1, index - _REACH - 1), -1))
        named = (item for row in rows for item in reversed(row) if item.head.start < head.start)
        last = next((item for item in named if is_listed(item.head) or _is_proper(item)), None)
        return None if last is not None and self._is_of_others(head, last.head) else last

    def _is_of_others(self, head: Token, named: Token) -> bool:
        """Whether the word was last said of somebody else than the party named: "a group of farmers"."""
        rows = self._sentences[max(0, head.sentence.index - 1) : head.sentence.index + 1]
        before = (token for row in rows for token in row.tokens if lemma(token) == lemma(head) and token.i < head.i)
        return any(kid.low == "of" and named not in kid.subtree() for token in before for kid in token.kids)

    def _named_in(self, index: int) -> list[Named]:
        """The parties of a sentence whose own words say which they are."""
        if index not in self._named:
            self._named[index] = _parties(self._sentences[index], self._text, _is_named)
        return self._named[index]


def _is_proper(named: Named) -> bool:
    """Whether it is a name of its own, of no state and nothing that states have."""
    return named.head.pos == "PROPN" and not is_country(named.head) and side(named.name) != "state"


def _is_definite(head: Token) -> bool:
    return any(kid.low == "the" for kid in head.kids)


def _cut(named: Named) -> bool:
    """Whether the name was cut before the noun that two sides share: "the regime and rebel" of "… fighters"."""
    joined = [kid for kid in named.head.kids if kid.dep == "conj"]
    after = [kid.next for kid in joined if kid.tag in ("NN", "JJ") and named.name.endswith(kid.text)]
    return any(noun is not None and noun.pos == "NOUN" for noun in after)


def _parties(sentence: Sentence, text: str, wanted: Callable[[Token], bool]) -> list[Named]:
    found = [Named(token, party_name(token, text)) for token in sentence.tokens if wanted(token)]
    return [named for named in found if len(named.name.split()) <= _LONGEST]


def is_bare(head: Token) -> bool:
    """Whether the noun is a general word for a party, with nothing that says which."""
    return bool(noun_classes(head) & _ARMED) and not any(_says_which(word) for word in phrase(head) if word is not head)


def _is_named(token: Token) -> bool:
    return (
        token.pos in ("NOUN", "PROPN")
        and token.dep != "compound"
        and bool(noun_classes(token) & _ARMED)
        and any(_says_which(word) for word in token.lefts)
    )


def _is_party(token: Token) -> bool:
    """Whether a word names a party: a body or people under arms, or a group known by name."""
    if token.pos not in ("NOUN", "PROPN", "X"):
        return False
    if is_listed(token) or token.dep in ("compound", "amod", "nmod"):
        return is_listed(token)
    return bool(noun_classes(token) & _ARMED and not noun_classes(token) & {"vehicles", "arms"})


def is_listed(token: Token) -> bool:
    """Whether the word is the name of a known armed group or people."""
    low = token.low.removesuffix("'s").removesuffix("’s")
    after = token.next
    if token.dep == "compound" and after is token.head and token.head.pos == "PROPN":
        return False
    if after is not None and after.text == "State":  # which ends the name
        return False
    return low in _groups() or low.rstrip("s") in _groups()


@cache
def _groups() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["groups"])


@lru_cache(maxsize=_NAMES)
def side(name: str) -> str:
    """Return what kind of party a name tells of: "civilians", "state", "irregular", or "named" for a name alone."""
    low = {_singular(word) for word in _WORD.findall(name.lower())}
    if "civilian" in low:
        return "civilians"
    if low & words("state"):
        return "state"
    return "irregular" if low & words("irregulars") else "named"


def _says_which(word: Token) -> bool:
    of_people = word.pos == "ADJ" and word.text[:1].isupper() and word.n > 0  # "the Kurdish fighters"
    return of_people or word.pos == "PROPN" or is_country(word) or is_name(word)
