"""Names of places in a document: found by syntax, type words and what the document says elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.gazetteer import is_known
from marsad.extract.rules.nouns import clean, country_names, is_country, noun_classes
from marsad.lexicon import load

_GLUE = frozenset({"-", "'", "al", "el", "ash", "az", "an", "as", "ad", "ar", "at", "de", "del", "la", "las", "los", "von", "abu", "bin", "ibn", "um", "umm", "d", "da", "do", "dos"})
_STRONG = frozenset({"in", "near", "at", "outside", "inside", "across", "throughout", "into", "around", "toward", "towards", "surrounding", "over", "within"})
_WEAK = frozenset({"on", "from", "to", "between", "through", "along", "above", "beyond", "off", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "against", "of"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named: `head` is the name's syntactic head, `kind` its type word if printed, `level` how wide it is
    (0 a settlement or smaller, 1 a district, 2 a province or region, 3 a country), `cue` what made it a place, `known`
    whether a gazetteer lists the name."""

    name: str
    start: int
    end: int
    head: Token
    kind: str
    level: int
    cue: str
    known: bool = False


_LEVELS = {"province": 2, "governorate": 2, "region": 2, "state": 2, "department": 2, "oblast": 2, "county": 2, "territory": 2, "district": 1, "municipality": 1, "countryside": 1, "area": 1, "canton": 1, "raion": 1, "township": 1, "valley": 1}


def place_mentions(sentences: list[Sentence], text: str) -> list[list[PlaceMention]]:
    """Place mentions of each sentence; a name shown to be a place once is one wherever it stands."""
    runs = [list(_runs(sentence)) for sentence in sentences]
    cues = [[_cue(run) for run in row] for row in runs]
    known = {_key(run) for row, marks in zip(runs, cues, strict=True) for run, cue in zip(row, marks, strict=True) if cue in ("type", "strong", "country")}
    people = {key for row in runs for run in row if _is_person(run) for key in _surnames(run)}
    found = []
    for row, marks in zip(runs, cues, strict=True):
        found.append([
            _mention(run, cue or "known", text)
            for run, cue in zip(row, marks, strict=True)
            if cue in ("type", "country") or (cue and _key(run) not in people) or (not cue and (_key(run) in known or _listed(run)) and not _plain_words(run) and _key(run) not in people and not _titled(run))
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
    if token.low in _not_places():
        return False
    if token.text[0].isupper() and (token.pos in ("PROPN", "X") or (token.pos in ("NOUN", "ADJ", "VERB", "ADV", "INTJ") and token is not token.sentence.tokens[0])):
        return True
    return bool(run) and token.low in _GLUE and token.start - run[-1].end <= 1 or (not run and token.low in ("al", "el") and token.pos == "PROPN")


def _split(run: list[Token]) -> Iterable[list[Token]]:
    """Trim glue at the ends; cut a run where a comma or an apostrophe was lost ("Syrias Deir Ezzor", "Saraqeb Idlib province")."""
    while run and (run[-1].low in _GLUE and run[-1].text.islower() or run[-1].text in "-'"):
        run = run[:-1]
    if not run:
        return
    cut = _cut(run)
    yield run[:cut]
    if cut < len(run):
        yield from _split(run[cut:])


def _cut(run: list[Token]) -> int:
    """How many of the words make the first name."""
    if len(run) < 2 or is_known(" ".join(token.text for token in run)):
        return len(run)
    for at in range(1, len(run)):
        before, after = run[at - 1], run[at]
        if before.low in _GLUE or after.low in _GLUE or before.text in "-'" or after.text in "-'":
            continue
        if _is_owner(before) and after.low not in _geography()["types"]:
            return at
        if _stands_alone(run[at:]) and not _is_first_name(run[:at]) and (_has_type(run) or is_known(" ".join(token.text for token in run[:at]))):
            return at
    return len(run)


def _has_type(run: list[Token]) -> bool:
    after = run[-1].next
    return run[-1].low in _geography()["types"] or (after is not None and after.low in _geography()["types"])


def _is_owner(token: Token) -> bool:
    """Whether an apostrophe was lost after a place's name ("Aleppos")."""
    word = token.text
    return word.endswith("s") and not is_known(word) and (word[:-1] in country_names() or is_known(word[:-1]) and len(word) > 5)


def _stands_alone(run: list[Token]) -> bool:
    """Whether the rest of a run is a place's name of its own, with or without its type word."""
    words = [token.text for token in run if token.low not in _geography()["types"]]
    name = " ".join(words).replace(" - ", "-")
    return bool(words) and len(name) > 4 and (is_known(name) or name in country_names()) and len(run) <= 3


def _is_first_name(run: list[Token]) -> bool:
    """Whether the words before cannot be a place of their own ("Deir" in "Deir Ezzor", "New", "San")."""
    return len(run) == 1 and (len(run[0].text) < 5 or run[0].low in _geography()["directions"] or is_country(run[0]))


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


def _listed(run: list[Token]) -> bool:
    """Whether a name without any cue is a gazetteer's, and nothing speaks against it."""
    name = " ".join(token.text for token in run).replace(" - ", "-")
    return len(name) > 4 and is_known(name) and not _organisation(run) and not all(is_country(token) for token in run)


def _surnames(run: list[Token]) -> set[str]:
    """The forms in which a person's name comes again, a lost apostrophe allowed."""
    return {_key(run), run[-1].low, run[-1].low + "s", run[-1].low.removesuffix("s")}


def _titled(run: list[Token]) -> bool:
    previous = run[0].previous
    return run[0].low in _titles() or (previous is not None and previous.low in _titles())


def _is_person(run: list[Token]) -> bool:
    """Whether syntax shows a person: a title or a description before, an age after, somebody who speaks or is named."""
    head = _head(run)
    if is_country(run[-1]) or _has_type(run):
        return False
    if head.dep == "nsubj" and head.head.lemma in ("say", "tell", "add", "write"):
        return True
    if head.dep in ("appos", "oprd") and noun_classes(head.head) & {"people", "professions", "civilians", "combatants"} and "places" not in noun_classes(head.head):
        return True
    if any(kid.low in ("who", "whose") for kid in head.kids) or any(kid.dep == "relcl" and any(grand.low in ("who", "whose") for grand in kid.kids) for kid in head.kids):
        return True
    before = run[0].previous
    if before is not None and before.low in ("named", "mr", "mr.", "mrs", "mrs.", "dr", "dr.", "ms") or _titled(run):
        return True
    return before is not None and len(run) > 1 and bool(noun_classes(before) & {"professions", "combatants"}) and before.pos == "NOUN" and before.tag == "NN"


def _cue(run: list[Token]) -> str:
    """Why the run is a place: a country's name, a type word beside it, or the preposition before it; "" if nothing says so."""
    head = _head(run)
    name = " ".join(token.text for token in run)
    if _organisation(run) or _plain_words(run) or _initials(run):
        return ""
    if name.removesuffix("s") in country_names() or name in country_names() or (len(run) <= 2 and run[-1].text in country_names()):
        return "country"
    if all(is_country(token) or token.low in _geography()["types"] for token in run):
        return ""
    if _typed(run, head) or _typed_later(run) is not None or (len(run) == 1 and run[0].low in _geography()["types"] and run[0].next is not None and run[0].next.pos == "NUM"):
        return "type"
    return _by_preposition(run, head)


def _organisation(run: list[Token]) -> bool:
    low = {form for token in run for form in (token.low, token.low.removesuffix("s"))}
    table = load("lexicon/en/organisations.yml")
    return not low.isdisjoint(table["groups"]) or (not low.isdisjoint(table["bodies"]) and run[-1].low not in _geography()["types"])


def _plain_words(run: list[Token]) -> bool:
    """Whether a headline's capitals make common nouns look like a name ("Terrorist Battle")."""
    return all(noun_classes(token) or token.lemma in _place_events() or token.low in _geography()["directions"] for token in run) and not is_known(" ".join(token.text for token in run))


def _initials(run: list[Token]) -> bool:
    """Whether the run is a body's initials ("CJTF-OIR")."""
    return all(token.text.isupper() or not token.text[0].isalpha() for token in run) and not is_known(" ".join(token.text for token in run)) and not _has_type(run)


def _typed_later(run: list[Token]) -> Token | None:
    """The type word after one plain word between: "Shaar gas field", "Tabaqa military airport"."""
    middle = run[-1].next
    after = middle.next if middle is not None else None
    if middle is None or after is None or not middle.text.islower() or middle.pos not in ("NOUN", "ADJ"):
        return None
    return after if after.low in _SITES and not all(is_country(token) for token in run) else None


_SITES = frozenset({"field", "airport", "base", "airbase", "camp", "crossing", "plant", "depot", "refinery", "complex", "station", "dam", "port", "prison", "barracks", "facility", "hospital", "market", "checkpoint", "mosque", "church", "school", "university", "hills", "mountains", "farms", "bridge"})


def _typed(run: list[Token], head: Token) -> bool:
    types = _geography()["types"]
    after = run[-1].next
    if run[-1].low in types and len(run) > 1:
        return True
    if after is not None and after.low in types and after.low != "state" and head.dep in ("compound", "nmod", "amod", "poss", "pobj", "dobj", "nsubj", "conj", "appos") and after.pos in ("NOUN", "PROPN"):
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
    later = _typed_later(run)
    if later is not None:
        kind, end = later.low, later.end
    elif len(run) == 1 and run[0].low in _geography()["types"] and after is not None and after.pos == "NUM":
        end = after.end
    kind = kind or (run[-1].low if run[-1].low in _geography()["types"] else "")
    level = 3 if cue == "country" else _LEVELS.get(kind, 0)
    name = clean(text[run[0].start : end])
    name = name[:-1] if name.endswith("s") and name not in country_names() and (name[:-1] in country_names() or _is_owner(run[-1]) and not kind) else name
    bare = " ".join(token.text for token in run if token.low not in _geography()["types"]).replace(" - ", "-")
    return PlaceMention(name, run[0].start, end, head, kind, level, cue, is_known(bare) or cue == "country")
