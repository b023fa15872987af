"""The words that name a speaker, read off the surface, for lost commas and titles mislead a parser."""

from functools import cache

from marsad.extract.rules.nouns import is_country, lemma, noun_classes
from marsad.extract.sentence import Token
from marsad.lexicon import load

_LONGEST = 4  # words of a name with small words in it
BIND = frozenset({"of", "for"})
PLACE = frozenset({"in", "at", "from", "near", "inside", "on", "with"})
JOINING = BIND | PLACE
GLUE = frozenset(
    {
        "-",
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "van",
        "von",
        "de",
        "der",
        "da",
        "la",
        "del",
        "'",
        "’",
        ".",
        "ben",
        "ul",
        "ur",
        "und",
        "dos",
    }
)
_ARTICLES = frozenset({"the", "a", "an", "this", "its", "their", "our"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "X"})
CLITICS = frozenset({"'s", "’s", "'", "’"})
_LEADING = JOINING | {"to", "into", "around", "outside"}
_LONGEST = 16  # words of a speaker's phrase


@cache
def words(*keys: str) -> frozenset[str]:
    """A list of attribution.yml, by its path."""
    table = load("lexicon/en/attribution.yml")
    for key in keys:
        table = table[key]
    return frozenset(table)


def is_office(word: str) -> bool:
    """Whether a word, in small letters, tells what a speaker is, and not which: "ministry", "officials"."""
    return not {word, word.removesuffix("s")}.isdisjoint(words("person") | words("body"))


@cache
def bodies() -> frozenset[str]:
    """Words that make a capitalised name a body's, not a person's."""
    return frozenset(load("lexicon/en/organisations.yml")["bodies"]) | words("body") | words("media")


@cache
def _days() -> frozenset[str]:
    return words("days")


def is_named(token: Token) -> bool:
    """Whether the word is printed as a name."""
    if not token.text[:1].isupper() or token.low in _days():
        return False
    return (
        token.pos in ("PROPN", "NOUN", "ADJ", "X")
        or (token.text.isupper() and len(token.text) > 1)
        or (token.n > 0 and token.pos in ("VERB", "ADV", "INTJ", "NUM"))
    )


def is_body(token: Token) -> bool:
    """Whether the word makes a name a body's."""
    return bool({token.low, token.low.removesuffix("s"), token.lemma} & bodies())


def is_person_noun(token: Token) -> bool:
    """Whether the word describes a person."""
    return lemma(token) in words("person") or bool(noun_classes(token) & {"professions", "combatants", "civilians"})


def is_carrier(token: Token) -> bool:
    """Whether the noun is a statement rather than a speaker."""
    return lemma(token) in words("carriers") and token.pos != "PROPN"


def can_speak(token: Token) -> bool:
    """Whether the word can stand for somebody who makes statements."""
    if token.tag == "PRP":
        return token.low not in ("me", "him", "her", "us", "them")
    if token.low in _days() or token.pos not in (*_INSIDE, "PRON"):
        return False
    return is_named(token) or is_carrier(token) or is_person_noun(token) or is_body(token)


def whole_name(tokens: list[Token]) -> list[Token]:
    """The name with small words in it that these tokens are part of: "Doctors Without Borders"; empty if none is."""
    first, last = tokens[0].n, tokens[-1].n
    sentence = tokens[0].sentence.tokens
    for at in sentence[max(0, first - _LONGEST) : last + 1]:
        for name in _whole_names().get(at.low, ()):
            run = sentence[at.n : at.n + len(name)]
            if at.n + len(name) > first and [token.low for token in run] == name:
                return run
    return []


@cache
def _whole_names() -> dict[str, list[list[str]]]:
    """The names with small words in them, word by word, by their first word."""
    names: dict[str, list[list[str]]] = {}
    for name in words("whole_names"):
        names.setdefault(name.split()[0], []).append(name.split())
    return names


def before(at: Token) -> list[Token]:
    """The phrase that ends at `at`, article first."""
    tokens = at.sentence.tokens
    if whole := whole_name([at]):
        return whole
    first = at.n
    while at.n - first < _LONGEST and (step := _left(tokens, first)):
        first -= step
    return _unplaced(tokens, first, at.n)


def _left(tokens: list[Token], first: int) -> int:
    """How many words to the left belong to the phrase that begins at `first`."""
    if first == 0:
        return 0
    word, here = tokens[first - 1], tokens[first]
    further = tokens[first - 2] if first > 1 else None
    if further is not None and word.low in JOINING and (_binds(further, word.low) or _sits(further, word)):
        return 2
    if here.pos == "DET" or here.low in ("a", "an", "the"):
        return 0
    if word.low in _ARTICLES or word.text == "-" or (word.text in CLITICS and here.start > word.end):
        return 1
    if _apart(word, here):
        return 0
    numbered = word.pos == "NUM" and further is not None and further.pos == "PROPN" and here.text[0].islower()
    return int(numbered or _modifies(word, here))


def _apart(word: Token, here: Token) -> bool:
    """Whether a lost comma stands between: after a place's name, or before "state television"."""
    if word.dep == "pobj" and word.head.low in PLACE and here.head is not word and is_named(word):
        return True
    return here.text in ("state", "official", "local") and word.pos in ("NOUN", "PROPN") and not is_country(word)


def _modifies(word: Token, here: Token) -> bool:
    if word.low in _days() or word.low in words("not_before"):
        return False
    if here.text == "-":
        return True
    if is_named(here) and word.text[0].islower() and word.pos == "NOUN" and not _presents(word):
        return False
    if word.pos == "VERB" and not is_named(word):
        return word.dep in ("amod", "compound") and (
            not word.kids or (word.previous is not None and word.previous.text == "-")
        )
    owns = here.text in CLITICS  # "a doctors' group"
    if word.tag == "NNS" and word.text[0].islower() and not owns and word.low not in words("plural_modifiers"):
        return False
    return word.pos in _INSIDE or word.text == "&" or (is_named(word) and is_named(here))


def _presents(noun: Token) -> bool:
    """Whether the noun stands before a name that it describes ("activist Ann Lee", "news agency ANA")."""
    return (
        noun.low in words("titles")
        or lemma(noun) in words("person")
        or lemma(noun) in words("media")
        or lemma(noun) in words("presenting")
    )


def _binds(noun: Token, preposition: str) -> bool:
    """Whether "noun of …" names a speaker: a body, or a person described."""
    if noun.pos not in _INSIDE:
        return False
    if preposition in PLACE:
        return lemma(noun) in words("person") and noun.pos != "PROPN" and preposition != "on"
    return (
        lemma(noun) in words("person")
        or is_body(noun)
        or lemma(noun) in ("number", "group", "adviser")
        or noun.low in words("titles")
    )


def _sits(body: Token, preposition: Token) -> bool:
    """Whether a body speaks from where it sits, its verb at once behind: "the ministry in Moscow said"."""
    if preposition.low not in ("in", "at") or not body.text[0].islower() or not is_body(body):
        return False
    rest = preposition.sentence.tokens[preposition.n + 1 :]
    verb = next((token for token in rest if not (is_named(token) or token.pos == "DET")), None)
    return verb is not None and verb.pos in ("VERB", "AUX") and verb.n > preposition.n + 1


def _unplaced(tokens: list[Token], first: int, last: int) -> list[Token]:
    """Without the place that a lost comma leaves before the speaker: "… in central Harga | activists said"."""
    if first == 0 or tokens[first - 1].low not in _LEADING:
        return tokens[first : last + 1]
    for at in range(last, first, -1):
        previous = tokens[at - 1]
        if (
            tokens[at].text[0].islower()
            and (previous.pos == "PROPN" or (noun_classes(previous) & {"places"} and not is_body(previous)))
            and tokens[at].pos != "PART"
        ):
            return tokens[at : last + 1]
    return tokens[first : last + 1]


def after(at: int, tokens: list[Token]) -> list[Token]:
    """The phrase that begins at position `at`, empty where none does."""
    last = at
    while last < len(tokens) and (tokens[last].low in words("empty_before") or _is_so_called(tokens[last])):
        last += 1
    if last >= len(tokens) or not _starts(tokens[last]):
        return []
    while last + 1 < len(tokens) and last - at < _LONGEST and (step := _right(tokens, last)):
        last += step
    while last > at and tokens[last].low in GLUE:
        last -= 1
    return tokens[at : last + 1]


def _is_so_called(hyphen: Token) -> bool:
    return hyphen.text == "-" and hyphen.previous is not None and hyphen.previous.low == "so"


def _starts(token: Token) -> bool:
    return token.pos in _INSIDE or is_named(token) or (token.pos == "VERB" and token.dep in ("amod", "compound"))


def _right(tokens: list[Token], last: int) -> int:
    """How many words to the right belong to the phrase that ends at `last`."""
    here, word = tokens[last], tokens[last + 1]
    following = tokens[last + 2] if last + 2 < len(tokens) else None
    if following is not None and (step := _joint(tokens, last, following)):
        return step
    if word.text == "-" or here.text == "-":
        return 1
    if here.tag == "NNS" and here.text[0].islower() and here.low not in words("plural_modifiers"):
        return 0
    return int(word.pos in _INSIDE if here.text in CLITICS else _continues(here, word, following))


def _joint(tokens: list[Token], last: int, following: Token) -> int:
    """Words joined by a small word, a clitic or a nickname in quotation marks."""
    here, word = tokens[last], tokens[last + 1]
    if word.low in JOINING and _binds_right(here, word, following):
        return 3 if following.pos == "DET" and last + 3 < len(tokens) else 2
    if word.low == "and":
        return 2 if is_named(here) and is_named(following) and _inside_name(tokens, last) else 0
    if word.text == '"' and last + 4 < len(tokens) and is_named(here):
        return 4 if tokens[last + 3].text == '"' and is_named(tokens[last + 4]) else 0
    if word.low in GLUE and is_named(here) and not here.text.isupper():
        return int(following.text == "-" or is_named(following))
    return int(word.text in CLITICS and following.pos in _INSIDE)


def _continues(here: Token, word: Token, following: Token | None) -> bool:
    if word.low in _days():
        return False
    if word.text == "." and here.low in words("stopped_titles"):
        return True
    if word.pos == "VERB":
        return word.low == "monitoring" and following is not None and following.pos == "NOUN"
    if is_named(word):
        return (
            is_named(here)
            or is_person_noun(here)
            or is_bare_title(here)
            or here.dep in ("compound", "amod", "nmod")
            or word.head is here
            or here.head is word
            or here.pos == "ADJ"
        )
    return (
        word.pos in ("NOUN", "ADJ", "PROPN")
        and (word.pos != "ADJ" or (following is not None and following.pos in _INSIDE))
        and (here.pos != "PROPN" or is_body(word) or is_person_noun(word) or here.dep in ("compound", "amod", "nmod"))
    )


def is_bare_title(noun: Token) -> bool:
    """Whether a noun in the singular without an article stands there for the name behind it ("militant group Azar")."""
    return noun.tag == "NN" and _presents(noun) and not any(kid.dep in ("det", "poss", "nummod") for kid in noun.kids)


def introduces(noun: Token) -> bool:
    """Whether a name stands right behind the noun for what it is called ("the militant group Azar")."""
    name = noun.next
    named = noun.tag == "NN" and name is not None and is_named(name) and _presents(noun)
    return named or is_bare_title(noun)


def _binds_right(here: Token, preposition: Token, following: Token) -> bool:
    if following.low in _days() or following.pos not in ("PROPN", "NOUN", "ADJ", "DET", "X"):
        return False
    if (
        preposition.low == "of"
        and is_named(here)
        and here.pos == "PROPN"
        and (following.pos == "DET" or is_named(following))
    ):
        return True
    return _binds(here, preposition.low) or (
        preposition.low in BIND and is_named(here) and preposition.head.n <= here.n and is_body(here)
    )


def _inside_name(tokens: list[Token], last: int) -> bool:
    """Whether "and" joins two words of one body's name ("Ministry of Foreign Affairs and Expatriates")."""
    back = [token.low for token in tokens[max(0, last - 4) : last + 1]]
    return "of" in back or "for" in back
