"""How a speaker is named: a person without title, a body in full, a short form by the name that it takes up."""

import re
from functools import cache

from marsad.extract.parse import Token
from marsad.extract.rules.nouns import clean, is_country, lemma, noun_classes
from marsad.lexicon import load

_GLUE = frozenset({"-", "al", "el", "bin", "ibn", "abu", "van", "von", "de", "der", "da", "of", "for", "and", "'", "'s", "’s"})
_INSIDE_NP = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "X"})


@cache
def words(key: str) -> frozenset[str]:
    """A list of attribution.yml."""
    return frozenset(load("lexicon/en/attribution.yml")[key])


@cache
def _short(key: str) -> frozenset[str]:
    return frozenset(load("lexicon/en/attribution.yml")["short_forms"][key])


@cache
def _bodies() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["bodies"])


def can_speak(head: Token) -> bool:
    """Whether the noun names somebody or something that makes statements."""
    if head.pos == "PROPN" or head.tag == "PRP":
        return head.low not in ("it",) or True
    return lemma(head) in words("speakers") | words("carriers") or bool(noun_classes(head) & {"professions", "combatants", "civilians"})


def is_carrier(head: Token) -> bool:
    """Whether the noun is a statement rather than a speaker."""
    return lemma(head) in words("carriers") and head.pos != "PROPN"


def noun_run(head: Token) -> list[Token]:
    """The words of the speaker's phrase that ends, or centres, on `head`: leftwards to its article, rightwards over "of" and "for"."""
    tokens = head.sentence.tokens
    first = head.n
    while first > 0 and _goes_on(tokens[first - 1], tokens[first]):
        first -= 1
        if tokens[first].pos == "DET":
            break
    last = head.n
    while last + 2 < len(tokens) and tokens[last + 1].low in ("of", "for", "at", "in") and _named_after(tokens, last + 1, head):
        last += 2
        while last + 1 < len(tokens) and tokens[last + 1].pos in ("PROPN", "NOUN") and tokens[last + 1].head.n >= last:
            last += 1
        while last + 1 < len(tokens) and tokens[last + 1].text == "'s":
            last += 1
    return tokens[first : last + 1]


def _goes_on(token: Token, following: Token) -> bool:
    if token.pos in _INSIDE_NP and token.low not in _days():
        return not (token.pos == "NOUN" and token.tag == "NNS" and following.pos == "DET") and following.pos != "DET"
    return token.low in ("of", "for", "-") and following.pos in ("PROPN", "ADJ", "NOUN") and token.head.pos in ("PROPN", "NOUN") or token.text == "-"


@cache
def _days() -> frozenset[str]:
    return frozenset(load("lexicon/en/geography.yml")["not_places"][:24])


def _named_after(tokens: list[Token], at: int, head: Token) -> bool:
    """Whether "of X" belongs to the speaker's name: not a day, and the parse or capitals say so."""
    following = tokens[at + 1]
    if following.pos == "DET" and at + 2 < len(tokens):
        following = tokens[at + 2]
    if following.low in _days() or following.pos not in ("PROPN", "NOUN", "ADJ"):
        return False
    low = tokens[at].low
    return tokens[at].head.n <= head.n and low in ("of", "for") and (tokens[at].head in (head, *head.kids) or head.pos == "PROPN") or (low in ("at", "in") and tokens[at].head is head and head.pos == "NOUN" and lemma(head) in ("source", "reporter", "correspondent", "activist"))


def printed_name(run: list[Token], text: str) -> str:
    """The name in a phrase: a person's alone where there is one, else the whole phrase without article."""
    person = _person(run)
    if person:
        return clean(text[person[0].start : person[-1].end])
    while run and (run[0].pos in ("DET", "PUNCT", "ADV") or run[0].low in ("other", "some", "several", "many", "so", "called")):
        run = run[1:]
    return clean(text[run[0].start : run[-1].end]) if run else ""


def _person(run: list[Token]) -> list[Token]:
    """Two or more capitalised words that are no body, beside a title or a description, or alone."""
    best: list[Token] = []
    part: list[Token] = []
    for token in [*run, None]:
        if token is not None and (token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "X", "ADJ") or part and token.low in _GLUE - {"of", "for", "and", "'s"}):
            part.append(token)
            continue
        best = _untitled(part) or best
        part = []
        if token is not None and token.low in ("of", "for") and best == [] and run and not _titled_before(run, token):
            return []
    return best


def _titled_before(run: list[Token], token: Token) -> bool:
    return any(word.low in words("titles") for word in run if word.n < token.n)


def _untitled(part: list[Token]) -> list[Token]:
    """The part of a run of names after its last title; nothing if it names a body or a country."""
    cut = max((at for at, token in enumerate(part) if token.low in words("titles")), default=-1)
    named = part[cut + 1 :] if cut + 1 < len(part) else []
    low = {form for token in named for form in (token.low, token.low.removesuffix("s"))}
    if low & _bodies() or any(is_country(token) for token in named[:1]) and cut < 0 or any(token.text.isupper() and len(token.text) > 1 for token in named):
        return []
    return named if len(named) >= 2 or cut >= 0 and named and not is_country(named[0]) else []


class Speakers:
    """Speakers met in a document, to take up "he", "the group" and "a monitor" by name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._met: list[tuple[str, bool]] = []  # name, whether a person

    def name(self, head: Token) -> str | None:
        """The full name of the speaker at `head`; None for a pronoun or a bare "statement" that nobody met stands behind."""
        if head.tag in ("PRP", "WP"):
            return self._pronoun(head.low)
        if is_carrier(head):
            owner = _owner(head)
            return self.name(owner) if owner is not None else self._last(person=False) or printed_name(noun_run(head), self._text)
        run = noun_run(head)
        printed = printed_name(run, self._text)
        full = self._taken_up(head, run) or printed
        if full:
            self._met.append((full, _is_person_name(full, head)))
        return full

    def _pronoun(self, low: str) -> str | None:
        if low in ("they", "we"):
            return self._met[-1][0] if self._met else None
        return self._last(person=low in ("he", "she", "i"))

    def _taken_up(self, head: Token, run: list[Token]) -> str | None:
        """The name that a short form stands for: "the observatory", "a monitoring group", "the spokesman"."""
        plain = [token for token in run if token.pos not in ("DET", "PUNCT")]
        noun = lemma(head)
        if noun in ("monitor", "watchdog", "observatory", "group") and len(plain) <= 4 and not _new_body(plain):
            return _monitor(self._text) or self._with_word(noun) or (self._last(person=False) if _definite(run) else None)
        if not _definite(run) or len(plain) > 2 or any(token.pos == "PROPN" for token in plain):
            return self._surname(plain)
        if noun in _short("body"):
            return self._with_word(noun) or (self._last(person=False) if noun in ("agency", "organisation", "organization", "group", "network", "statement") else None)
        return self._last(person=True) if noun in _short("person") else None

    def _surname(self, plain: list[Token]) -> str | None:
        """"Davis" → "Jeff Davis", once the full name was met or stands in the text."""
        if len(plain) != 1 or plain[0].pos != "PROPN" or is_country(plain[0]):
            return None
        return next((name for name, person in reversed(self._met) if person and plain[0].text in name.split()), None)

    def _with_word(self, noun: str) -> str | None:
        return next((name for name, _ in reversed(self._met) if noun in name.lower().split() and len(name.split()) > 1), None) or _long_name(noun, self._text)

    def _last(self, *, person: bool) -> str | None:
        return next((name for name, other in reversed(self._met) if other == person), None)


def _definite(run: list[Token]) -> bool:
    return bool(run) and run[0].low in ("the", "this", "that", "its")


def _new_body(plain: list[Token]) -> bool:
    """Whether the phrase names a body itself ("the Tamil rights group")."""
    return sum(token.text[0].isupper() and not token.low.endswith("based") and not is_country(token) and token.low not in ("uk", "us", "britain") for token in plain) > 1


def _owner(head: Token) -> Token | None:
    """Whose statement it is."""
    for kid in head.kids:
        if kid.dep in ("prep", "agent") and kid.low in ("by", "from", "of"):
            return next((pobj for pobj in kid.kids if pobj.dep == "pobj" and can_speak(pobj)), None)
        if kid.dep == "poss" and kid.tag != "PRP$" or (kid.dep in ("compound", "nmod") and kid.pos == "PROPN"):
            return kid
    return None


def _is_person_name(name: str, head: Token) -> bool:
    if head.pos == "PROPN" or name[:1].isupper():
        return len(name.split()) >= 2 and not any(word.lower().removesuffix("s") in _bodies() or word in ("of", "for") for word in name.split()) and not name.isupper()
    return lemma(head) in _short("person") or bool(noun_classes(head) & {"people", "professions", "combatants", "civilians"})


_NAMED = r"(?:[A-Z][\w’'-]+ ){0,4}%s(?: (?:of|for) (?:[A-Z][\w’'-]+(?: (?!monitor|said|says)|\b)){1,3})?"


@cache
def _monitor(text: str) -> str | None:
    """The monitoring body that the text names, the longest naming of it."""
    return _longest(_NAMED % "(?:Observatory|Monitor|Monitoring Group|Watch|Network for Human Rights|Monitoring Centre|Monitoring Center|Violations Documentation Centre|Documentation Center)", text)


@cache
def _long_name(noun: str, text: str) -> str | None:
    return _longest(_NAMED % re.escape(noun.capitalize()), text)


def _longest(pattern: str, text: str) -> str | None:
    names = [found.group().strip() for found in re.finditer(pattern, text)]
    names = [name for name in names if len(name.split()) > 1]
    return max(names, key=len) if names else None
