"""What a speaker's phrase says: the person, the body, or the description."""

from dataclasses import dataclass
from functools import cache

from marsad.extract.rules.nouns import classes, clean, is_country, lemma, noun_classes
from marsad.extract.rules.place_names import geography
from marsad.extract.rules.speaker_phrase import (
    CLITICS,
    GLUE,
    JOINING,
    introduces,
    is_body,
    is_named,
    is_person_noun,
    whole_name,
    words,
)
from marsad.extract.sentence import Token
from marsad.extract.truecase import is_common
from marsad.lexicon import load


@cache
def _groups() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["groups"])


_COUNTS = frozenset({"number", "dozen", "dozens", "score", "scores", "handful", "couple", "hundreds", "hundred"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker as printed: `name` without article and title, `person` and `body` named, the `noun` that describes."""

    tokens: tuple[Token, ...]
    name: str
    person: str
    body: str
    noun: str
    definite: bool

    @property
    def named(self) -> bool:
        """Whether it names somebody, and does not merely describe."""
        return bool(self.person or self.body)


def read(tokens: list[Token]) -> Phrase:
    """What a speaker's phrase says: the person, the body, or the description."""
    if tokens and (whole := whole_name(tokens)):
        name = _print(whole)
        return Phrase(tuple(whole), name, "", name, "", definite=False)
    kept = _bare(tokens)
    person = _person(kept)
    introduced = [] if person else _introduced(kept)
    body = introduced or _unbased(_body([token for token in kept if token not in person]))
    noun = _noun(kept)
    name = _print(person or introduced or _unbased(kept))
    definite = bool(tokens) and tokens[0].low in ("the", "this", "that", "its", "these")
    return Phrase(tuple(tokens), name, _print(person), _print(body), noun, definite)


def _bare(tokens: list[Token]) -> list[Token]:
    kept = _uncounted(tokens)
    while kept and (
        (kept[0].low in words("empty_before") and kept[0].pos != "PROPN")  # "the New People's Army"
        or kept[0].pos in ("DET", "PUNCT", "ADV", "CCONJ", "SCONJ")
        or kept[0].text in CLITICS
    ):
        kept = kept[1:]
    return kept


def _introduced(tokens: list[Token]) -> list[Token]:
    """The name of a body behind what it is: "Shiite militant group Azar", "the UN mission, MONK"."""
    for token in reversed(tokens[:-1]):
        names = tokens[tokens.index(token) + 1 :]
        names = names[1:] if names[0].pos == "DET" and len(names) > 1 else names
        if not all(map(is_named, names)):
            break
        if _introduces(token) and not is_person_noun(token):
            return names if lemma(token) not in words("media") or _is_set_off(token) else []
    return []


def _introduces(noun: Token) -> bool:
    return introduces(noun) or (_is_set_off(noun) and is_body(noun) and noun.text[0].islower())


def _is_set_off(noun: Token) -> bool:
    return noun.next is not None and noun.next.text == ","


def _uncounted(tokens: list[Token]) -> list[Token]:
    """Without "a number of"."""
    of = next((at for at, token in enumerate(tokens[:3]) if token.low == "of" and at), 0)
    return list(tokens[of + 1 :] if of and tokens[of - 1].lemma in _COUNTS else tokens)


def _unbased(tokens: list[Token]) -> list[Token]:
    """Without "Geneva-based" and the like at the front."""
    for at, token in enumerate(tokens[:6]):
        if token.low == "based" and at + 1 < len(tokens):
            return tokens[at + 1 :]
    return tokens


def _noun(tokens: list[Token]) -> str:
    """The noun that describes: the last common noun before any "of"."""
    found = ""
    for token in tokens:
        if token.low in JOINING and found:
            break
        if token.pos in ("NOUN", "PROPN", "ADJ", "X") and (
            token.text[0].islower() or is_body(token) or token.low in words("titles")
        ):
            found = lemma(token) if token.pos != "PROPN" else token.low
    return found


def _runs(tokens: list[Token]) -> list[list[Token]]:
    """Stretches of capitalised words, particles inside them kept."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if is_named(token) or (runs[-1] and token.low in GLUE):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [_closed(run) for run in runs if run]


def _closed(run: list[Token]) -> list[Token]:
    while run and run[-1].low in GLUE and run[-1].text[0].islower() | (not run[-1].text[0].isalnum()):
        run = run[:-1]
    return run


def _person(tokens: list[Token]) -> list[Token]:
    """The last stretch of names that follows a title or reads like a person's name."""
    for run in reversed(_runs(tokens)):
        following = run[-1].next if run else None
        if (
            following is not None
            and following in tokens
            and following.text[0].islower()
            and is_body(following)
            and not is_person_noun(following)
        ):
            continue
        parts = _parts(run)
        for named in reversed(parts[1:] if _placed(tokens, parts) else parts):
            if _is_person(named, titled=_titled(tokens, named[0])):
                return named
    return []


def _placed(tokens: list[Token], parts: list[list[Token]]) -> bool:
    """Whether the first names are a place's or of somebody else: "activists in Konga", "aide to President Ann Lee"."""
    previous = parts[0][0].previous if parts else None
    while previous is not None and (previous.pos == "DET" or previous.low in words("titles")):
        previous = previous.previous
    return previous is not None and previous in tokens and previous.low in JOINING


def _parts(run: list[Token]) -> list[list[Token]]:
    """The stretches between titles, bodies, acronyms and countries."""
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(run):
        if (
            token.low in words("titles")
            or is_body(token)
            or _is_acronym(token)
            or (is_country(token) and at + 1 < len(run) and not parts[-1])
        ):
            parts.append([])
            closes = token is run[-1] and token.low in words("body")  # "Harga Liberation Army"
            if is_body(token) and (closes or token.low not in words("titles")) and len(parts) > 1:
                parts[-2] = []
        elif parts[-1] or token.text[0].isalpha():
            parts[-1].append(token)
    return [kept for part in parts if (kept := _closed(part))]


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and 1 < len(token.text.rstrip(".")) <= 4  # "J." is of a person's name


def _titled(tokens: list[Token], first: Token) -> bool:
    at = tokens.index(first)
    previous = tokens[at - 1] if at else None
    return previous is not None and (
        previous.low in words("titles") or previous.text == "." or lemma(previous) in words("person")
    )


def _is_person(named: list[Token], *, titled: bool) -> bool:
    low = [token.low for token in named]
    if (
        any(word in _groups() for word in low)
        or (any(_is_acronym(token) for token in named) and not titled)
        or any(is_country(token) for token in named[:1])
    ):
        return False
    if low[-1] in geography("provinces") | geography("districts"):
        return False  # "West Harga Province", a group's branch
    if titled:
        return True
    if any(noun_classes(token) & {"places"} or token.low in classes()["places"] for token in named):
        return False
    full = [word for word in low if word.isalpha()]
    return len(full) >= 2 and not all(is_common(word) or word in GLUE for word in full)


def _body(tokens: list[Token]) -> list[Token]:
    """The named body in what is left: words with capitals around a body's word, or an acronym."""
    best: list[Token] = []
    for at, token in enumerate(tokens):
        if not is_named(token) or (best and token in best):
            continue
        run = _untitled(_body_from(tokens, at))
        if _is_body_name(run):
            best = run
    return best


def _body_from(tokens: list[Token], at: int) -> list[Token]:
    """The stretch of a body's name that begins at `at`: capitals, what joins them, a plain "agency" at the end."""
    last = at
    while last + 1 < len(tokens) and _goes_on(tokens, at, last + 1):
        last += 1
    return tokens[at : last + 1]


def _goes_on(tokens: list[Token], first: int, at: int) -> bool:
    word = tokens[at]
    further = tokens[at + 1] if at + 1 < len(tokens) else None
    if is_named(word):
        return True
    if further is not None and (word.text in CLITICS or (word.low in GLUE and word.text != ".")):
        return True
    if further is not None and word.low in ("of", "for", "and", "the", "-", "to"):
        return is_named(further) or further.low == "the"
    plain = lemma(word) in words("body") and word.text[0].islower()
    named = [token for token in tokens[first:at] if is_named(token) and token.low not in ("state", "official", "local")]
    return plain and not any({token.low, token.lemma} & words("body") for token in named)


def _untitled(run: list[Token]) -> list[Token]:
    """Without the titles around a body's name ("Director of the …", "Pentagon Press Secretary")."""
    last = max((at for at, token in enumerate(run) if token.low in _own_titles()), default=-1)
    if last >= 0 and any(is_body(token) and token.low not in words("titles") for token in run[last + 1 :]):
        run = run[last + 1 :]
    elif last >= 0:
        run = run[: next(at for at, token in enumerate(run) if token.low in words("titles"))]
    while run and run[0].low in ("of", "for", "the", "and", "to", "-"):
        run = run[1:]
    return run


@cache
def _own_titles() -> frozenset[str]:
    """Titles that are no part of a body's name."""
    return words("titles") - words("body") - {"foreign", "defence", "defense", "state", "press", "air", "special"}


def _is_body_name(run: list[Token]) -> bool:
    names = [token for token in run if is_named(token)]
    return (
        any({token.low, token.lemma} & words("body") for token in run)
        or any(token.text.isupper() and len(token.text) > 2 for token in names)
        or any(token.low in _groups() for token in names)
    )


def _print(tokens: list[Token]) -> str:
    """The words as printed, capitals of running text."""
    if not tokens:
        return ""
    parts = [
        token.text + (" " if following is not None and following.start > token.end else "")
        for token, following in zip(tokens, [*tokens[1:], None], strict=True)
    ]
    printed = clean("".join(parts))
    return printed + "." if "." in printed and tokens[-1].text.endswith(".") and not printed.endswith(".") else printed
