"""Names of places in a document: found by syntax, type words and what the document says elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.nouns import clean, country_names, is_country, noun_classes
from marsad.lexicon import load

_GLUE = frozenset({"-", "'", "al", "el", "ash", "az", "an", "as", "ad", "ar", "at", "de", "del", "la", "las", "los", "von", "abu", "bin", "ibn", "um", "umm", "d", "da", "do", "dos"})
_STRONG = frozenset({"in", "near", "at", "outside", "inside", "across", "throughout", "into", "around", "toward", "towards", "surrounding", "over", "within"})
_WEAK = frozenset({"on", "from", "to", "between", "through", "along", "above", "beyond", "off", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "against", "of"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named: `head` is the name's syntactic head, `kind` its type word if printed, `level` how wide it is
    (0 a settlement or smaller, 1 a district, 2 a province or region, 3 a country), `cue` what made it a place."""

    name: str
    start: int
    end: int
    head: Token
    kind: str
    level: int
    cue: str


_LEVELS = {"province": 2, "governorate": 2, "region": 2, "state": 2, "department": 2, "oblast": 2, "county": 2, "territory": 2, "district": 1, "municipality": 1, "countryside": 1, "area": 1, "canton": 1, "raion": 1, "township": 1, "valley": 1}


def place_mentions(sentences: list[Sentence], text: str) -> list[list[PlaceMention]]:
    """Place mentions of each sentence; a name shown to be a place once is one wherever it stands."""
    runs = [list(_runs(sentence)) for sentence in sentences]
    cues = [[_cue(run) for run in row] for row in runs]
    known = {_key(run) for row, marks in zip(runs, cues, strict=True) for run, cue in zip(row, marks, strict=True) if cue in ("type", "strong", "country")}
    people = {_key(run) for row in runs for run in row if _is_person(run)}
    found = []
    for row, marks in zip(runs, cues, strict=True):
        found.append([
            _mention(run, cue or "known", text)
            for run, cue in zip(row, marks, strict=True)
            if cue in ("type", "country") or (cue and _key(run) not in people) or (not cue and _key(run) in known and _key(run) not in people and not _titled(run))
        ])
    return found


def _runs(sentence: Sentence) -> Iterable[list[Token]]:
    """Maximal runs of words that make one proper name."""
    run: list[Token] = []
    for token in sentence.tokens:
        if _in_name(token, run):
            run.append(token)
        else:
            yield from _split(run)
            run = []
    yield from _split(run)


def _in_name(token: Token, run: list[Token]) -> bool:
    if token.low in _not_places() and not run:
        return False
    if token.text[0].isupper() and (token.pos in ("PROPN", "X") or (token.pos in ("NOUN", "ADJ", "VERB", "ADV", "INTJ") and token is not token.sentence.tokens[0])):
        return True
    return bool(run) and token.low in _GLUE and token.start - run[-1].end <= 1 or (not run and token.low in ("al", "el") and token.pos == "PROPN")


def _split(run: list[Token]) -> Iterable[list[Token]]:
    """Trim glue at the ends; cut a run where a country's name or adjective opens it ("Syrias Deir Ezzor")."""
    while run and (run[-1].low in _GLUE and run[-1].text.islower() or run[-1].text in "-'"):
        run = run[:-1]
    if not run:
        return
    for cut in range(len(run) - 1, 0, -1):
        if run[cut - 1].text.endswith("s") and is_country(run[cut - 1]) and not is_country(run[cut]) and run[cut - 1].text not in country_names():
            yield run[:cut]
            run = run[cut:]
            break
    yield run


@cache
def _geography() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("lexicon/en/geography.yml").items()}


@cache
def _not_places() -> frozenset[str]:
    return _geography()["not_places"]


@cache
def _titles() -> frozenset[str]:
    return frozenset(load("lexicon/en/attribution.yml")["titles"])


def _head(run: list[Token]) -> Token:
    inside = set(map(id, run))
    for token in reversed(run):
        if id(token.head) not in inside:
            return token
    return run[-1]


def _key(run: list[Token]) -> str:
    words = [token.low for token in run if token.low not in ("-", "'") and token.low not in _geography()["types"] and token.low not in _geography()["directions"]]
    return " ".join(words) or run[-1].low


def _titled(run: list[Token]) -> bool:
    previous = run[0].previous
    return run[0].low in _titles() or (previous is not None and previous.low in _titles())


def _is_person(run: list[Token]) -> bool:
    head = _head(run)
    if head.dep == "nsubj" and head.head.lemma in ("say", "tell", "add", "write") and not any(is_country(token) for token in run):
        return True
    return _titled(run)


def _cue(run: list[Token]) -> str:
    """Why the run is a place: a country's name, a type word beside it, or the preposition before it; "" if nothing says so."""
    head = _head(run)
    name = " ".join(token.text for token in run)
    if _organisation(run):
        return ""
    if name in country_names() or (len(run) == 1 and run[0].text[:-1] in country_names()) or (len(run) <= 2 and run[-1].text in country_names()):
        return "country"
    if any(is_country(token) for token in run) and all(is_country(token) for token in run):
        return ""
    if _typed(run, head):
        return "type"
    return _by_preposition(run, head)


def _organisation(run: list[Token]) -> bool:
    low = {token.low.rstrip("s") for token in run}
    return bool(low & _org_words()) and not run[-1].low in _geography()["types"]


@cache
def _org_words() -> frozenset[str]:
    table = load("lexicon/en/organisations.yml")
    return frozenset(table["bodies"]) | frozenset(table["groups"])


def _typed(run: list[Token], head: Token) -> bool:
    types = _geography()["types"]
    after = run[-1].next
    if run[-1].low in types and len(run) > 1:
        return True
    if after is not None and after.low in types and head.dep in ("compound", "nmod", "amod", "poss", "pobj", "dobj", "nsubj", "conj", "appos") and after.pos in ("NOUN", "PROPN"):
        return not (head.dep == "poss" and after is not head.head)
    if head.dep == "pobj" and head.head.low == "of" and (head.head.head.low in types or head.head.head.low.removesuffix("s") in types or head.head.head.low in _geography()["directions"]):
        return True
    return any(kid.dep == "appos" and kid.lemma in types for kid in head.kids) or (head.dep == "appos" and head.head.lemma in types)


def _by_preposition(run: list[Token], head: Token) -> str:
    top = head
    while top.dep in ("conj", "appos", "compound", "nmod") and top.head is not top:
        top = top.head
    if top.dep != "pobj":
        return "object" if top.dep in ("dobj", "nsubjpass") and top is head and _taken(top.head) else ""
    preposition = top.head
    if top is not head and not (top.text[0].isupper() or "places" in noun_classes(top)):
        return ""
    if preposition.low in _STRONG and not (preposition.low == "at" and run[0].low in _titles()):
        return "strong"
    return "weak" if preposition.low in _WEAK and _weak_ok(preposition) else ""


def _weak_ok(preposition: Token) -> bool:
    above = preposition.head
    if preposition.low in _geography()["directions"]:
        return True
    if preposition.low == "of":
        return above.lemma in _place_events() or "places" in noun_classes(above)
    return above.pos in ("VERB", "NOUN") and preposition.low != "by"


@cache
def _place_events() -> frozenset[str]:
    return frozenset(["bombardment", "shelling", "bombing", "siege", "capture", "recapture", "fall", "control", "liberation", "outskirt", "part", "invasion", "occupation", "battle", "destruction", "evacuation"])


def _taken(verb: Token) -> bool:
    return verb.lemma in ("capture", "seize", "retake", "recapture", "liberate", "enter", "storm", "bomb", "shell", "bombard", "besiege", "hit", "pound", "control", "reach", "flee", "leave", "encircle", "surround", "attack", "overrun", "target", "strike")


def _mention(run: list[Token], cue: str, text: str) -> PlaceMention:
    head = _head(run)
    after = run[-1].next
    kind = ""
    end = run[-1].end
    if after is not None and after.low in _geography()["types"] and after.pos in ("NOUN", "PROPN"):
        kind, end = after.low, after.end
    elif head.dep == "pobj" and head.head.low == "of":
        kind = head.head.head.lemma if head.head.head.lemma in _geography()["types"] else ""
    kind = kind or (run[-1].low if run[-1].low in _geography()["types"] else "")
    level = 3 if cue == "country" else _LEVELS.get(kind, 0)
    return PlaceMention(clean(text[run[0].start : end]), run[0].start, end, head, kind, level, cue)
