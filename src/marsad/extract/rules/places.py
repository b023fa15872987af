"""Names of places in a document: found by syntax, type words and what the document says elsewhere."""

import re
from dataclasses import dataclass

from marsad.extract.rules.gazetteer import is_known, is_region
from marsad.extract.rules.nouns import clean, country_names, country_of, is_country, noun_classes
from marsad.extract.rules.place_names import (
    DASHES,
    Run,
    bare,
    geography,
    head,
    is_craft,
    is_described,
    is_initials,
    is_listed,
    is_organisation,
    is_owner,
    is_person,
    is_plain,
    is_titled,
    key,
    runs,
    spelt,
    surnames,
    titles,
)
from marsad.extract.rules.place_sides import sides
from marsad.extract.sentence import Sentence, Token

_COUNTRY, _PROVINCE = 3, 2
_DATELINE = 60  # characters in which a dateline opens
_LEADS_ON = re.compile(r"[-–]?\w| [a-z]")  # behind a name that a sentence goes on from, unlike a dateline
_IN_NAME = frozenset({"compound", "nmod", "amod", "poss", "pobj", "dobj", "nsubj", "conj", "appos"})
_JOINED = frozenset({"conj", "appos", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named.

    `head` is the name's syntactic head, `kind` its type word if printed, `level` how wide it is (0 a settlement or
    smaller, 1 a district, 2 a province or region, 3 a country), `cue` what made it a place, `known` whether a gazetteer
    lists the name.
    """

    name: str
    start: int
    end: int
    head: Token
    kind: str
    level: int
    cue: str
    known: bool = False


def between(one: PlaceMention, two: PlaceMention) -> list[Token]:
    """The words between the names of two places of a sentence."""
    return [token for token in one.head.sentence.tokens if one.end <= token.start < two.start]


def place_mentions(sentences: list[Sentence], text: str) -> list[list[PlaceMention]]:
    """Place mentions of each sentence; a name shown to be a place once is one wherever it stands."""
    rows = [
        [(run, _cue(run)) for run in runs(sentence) if not is_craft(run) and not is_described(run)]
        for sentence in sentences
    ]
    shown = {
        key(run) for row in rows for run, cue in row if cue in ("type", "strong", "country") and not _whose_war(run)
    }
    heads = {key(run) for row in rows for run, _ in row if _opens(run, text)}
    named = {key(run) for row in rows for run, _ in row if _is_operation(run)}
    told = (run for row in rows for run, cue in row if is_person(run) and not _is_named_after(run, cue))
    people = {form for run in told for form in surnames(run)} - heads
    found = [
        [
            _mention(run, cue or "known", text)
            for run, cue in row
            if key(run) not in named and _counts(run, cue, shown | heads, people)
        ]
        for row in rows
    ]
    return [_with_sides(row, sentence, text) for row, sentence in zip(found, sentences, strict=True)]


def _with_sides(row: list[PlaceMention], sentence: Sentence, text: str) -> list[PlaceMention]:
    """The mentions of a sentence, with the sides of a country that it names; "Harga in the north" is Harga."""
    ends = {place.end for place in row}
    found = list(row)
    for token, start, end in sides(sentence):
        before = text[: token.head.start].rstrip(" ,\n")
        if len(before) not in ends:
            found.append(PlaceMention(text[start:end], start, end, token, "", _PROVINCE, "strong"))
    return sorted(found, key=lambda place: place.start)


def _opens(run: Run, text: str) -> bool:
    """Whether the name, one without digits, stands in capitals at the report's head, as a dateline does."""
    name, head = spelt(run), text[:_DATELINE].lstrip()
    if not head.startswith(name.upper()) or any(map(str.isdigit, name)):
        return False
    return not is_initials(run) or not _LEADS_ON.match(head, len(name))  # "JTF-led raids", "JTF shells"


def _is_operation(run: Run) -> bool:
    """Whether it is an operation's name: "Operation Copper Bridge"."""
    return run[0].previous is not None and run[0].previous.low == "operation"


def _is_named_after(run: Run, cue: str) -> bool:
    """Whether a place is named after somebody: "near Sheikh Harga"."""
    return cue == "strong" and len(run) > 1 and run[0].low in geography("named_after")


def _counts(run: Run, cue: str, shown: set[str], people: set[str]) -> bool:
    """Whether the run is a place, by its cue, or without one by what the document and the gazetteer know of it."""
    if cue in ("type", "country"):
        return True
    if key(run) in people:
        return False
    if cue:
        return True
    return (key(run) in shown or is_listed(run)) and not (is_plain(run) or is_titled(run) or is_initials(run))


def _cue(run: Run) -> str:
    """Why the run is a place: a country's name, a type word by it, the preposition before it; "" if nothing says so."""
    numbered = _is_numbered(run)
    sure = numbered or (len(run) > 1 and is_region(bare(run)))
    alone = opens_digest(run[0], run[-1]) and not _is_country_name(run)
    other = is_organisation(run) or is_plain(run) or is_initials(run) or _in_brackets(run)
    if _is_feast(run) or (other and not (sure or alone)):
        return ""
    if alone or _is_heading(run):
        return "heading"
    if _is_country_name(run) or _whose_war(run):
        return "country"
    if not numbered and all(is_country(token) or token.low in geography("types") for token in run):
        return ""
    top = head(run)
    if sure or _typed(run, top) or _typed_later(run) is not None:
        return "type"
    return _by_preposition(run, top)


def _is_feast(run: Run) -> bool:
    """Whether the name is a day's: "Independence Day"."""
    after = run[-1].next
    return any(word is not None and word.low in geography("feasts") for word in (run[-1], after))


def _is_heading(run: Run) -> bool:
    """Whether a paragraph opens with the name and a dash or colon: "HARGA - Two soldiers died"."""
    first, after = run[0], run[-1].next
    if after is None or first.n or after.text not in DASHES or not is_known(bare(run)):
        return False
    return after.start > run[-1].end or after.text == ":"


def opens_digest(first: Token, last: Token) -> bool:
    """Whether a name and the dash behind it are a whole sentence, as places of a digest's paragraphs are cut."""
    after = last.next
    return not first.n and after is not None and after.text in DASHES and after.next is None


def _in_brackets(run: Run) -> bool:
    """Whether the run stands alone in brackets, as agencies and initials do: "(Reuters)"."""
    before = run[0].previous
    return before is not None and before.text == "(" and (run[-1].next is None or run[-1].next.text == ")")


def _whose_war(run: Run) -> str:
    """The country in whose war something is told: "the Syrian civil war"; "" where the run is no such adjective."""
    top = head(run)
    return country_of(top) if len(run) == 1 and top.head.lemma in geography("wars") else ""


def _is_country_name(run: Run) -> bool:
    forms = {spelt(run), spelt(run).removesuffix("s"), *([run[-1].text] if len(run) <= 2 else [])}
    return not forms.isdisjoint(country_names())


def _is_numbered(run: Run) -> bool:
    """Whether the run is a type word with a number: "Camp 4"."""
    after = run[0].next
    return len(run) == 1 and run[0].low in geography("types") and after is not None and after.pos == "NUM"


def _typed_later(run: Run) -> Token | None:
    """The type word after one plain word between: "Harga gas field", "Konga military airport"."""
    middle = run[-1].next
    after = middle.next if middle is not None else None
    if middle is None or after is None or not middle.text.islower() or middle.pos not in ("NOUN", "ADJ"):
        return None
    return after if after.low in geography("sites") and not all(is_country(token) for token in run) else None


def _typed(run: Run, top: Token) -> bool:
    """Whether a type word is part of the name, follows it, stands before its "of", or describes it."""
    types, after = geography("types"), run[-1].next
    if run[-1].low in types and len(run) > 1:
        return True
    if after is not None and after.low in types - {"state"} and top.dep in _IN_NAME and after.pos in ("NOUN", "PROPN"):
        return top.dep != "poss" or after is top.head
    if top.dep == "pobj" and top.head.low == "of" and _is_type(top.head.head):
        return True
    if any(kid.dep == "appos" and kid.lemma in types for kid in top.kids):
        return True
    has_name = any(kid.pos == "PROPN" for kid in top.head.lefts)  # "the head of Harga district, Ann Lee"
    return top.dep == "appos" and top.head.lemma in types and not has_name


def _is_of_state(word: Token) -> bool:
    """Whether "state" behind a name says whose the media are: "Harga state television"."""
    return word.low == "state" and word.dep in ("compound", "nmod", "amod")


def _is_type(token: Token) -> bool:
    types = geography("types")
    return token.low in types or token.low.removesuffix("s") in types or token.low in geography("directions")


def _by_preposition(run: Run, name: Token) -> str:
    top = name
    while top.dep in _JOINED and top.head is not top:
        top = top.head
    if top.dep != "pobj":
        fallen = top.dep == "nsubj" and top.head.lemma in geography("falling")
        taken = top.dep in ("dobj", "nsubjpass") and (top.head.lemma in geography("taken") or _is_held(top))
        return "object" if top is name and (fallen or taken or _is_beset(top, run)) else ""
    if top is not name and not (top.text[0].isupper() or "places" in noun_classes(top)):
        return ""
    preposition = top.head
    if preposition.low == "against" and not is_known(bare(run)):
        return ""  # "an attack against the Harga Front"
    if preposition.low in geography("strong") and not (preposition.low == "at" and run[0].low in titles()):
        return "strong"
    if preposition.low == "between" and preposition.head.lemma in geography("opposing") and not is_known(bare(run)):
        return ""  # "clashes between the Harga and the Konga"
    return "weak" if preposition.low in geography("weak") and _may_lead(preposition, run) else ""


def _is_beset(name: Token, run: Run) -> bool:
    """Whether it is a known place of which fighting is told: "Harga is under siege", "saw clashes"."""
    if name.dep != "nsubj" or not is_known(bare(run)) or "combatants" in noun_classes(name):
        return False
    bears = name.head.lemma in geography("bearing")
    told = [kid for kid in name.head.kids if kid.low == "under" or kid.lemma in geography("scenes") or bears]
    words = [*told, *(below for kid in told for below in kid.kids), *_of(told)]
    return any(word.lemma in geography("besetting") for word in words)


def _of(nouns: list[Token]) -> list[Token]:
    """What stands behind the "of" of nouns: "the scene of clashes"."""
    return [thing for noun in nouns for kid in noun.kids if kid.low == "of" for thing in kid.kids]


def _is_held(name: Token) -> bool:
    """Whether people under arms are said to take, hold or lose it: "rebels took Harga"."""
    doers = (kid for kid in name.head.kids if kid.dep in ("nsubj", "agent"))
    if name.next is not None and name.next.low in geography("captives"):
        return False  # "took Petrov hostage"
    return name.head.lemma in geography("held") and any("combatants" in noun_classes(doer) for doer in doers)


def _may_lead(preposition: Token, run: Run) -> bool:
    """Whether a weak preposition, as it stands, may lead to a place."""
    above = preposition.head
    if preposition.low in geography("directions"):
        return True
    if preposition.low == "for":
        return above.lemma in geography("fights")
    if above.low == "according":
        return False
    if preposition.low == "of":
        known = "facilities" in noun_classes(above) and is_known(bare(run))  # "the town hall of Harga"
        return above.lemma in geography("fates") or "places" in noun_classes(above) or known
    back = above.pos == "ADV" and above.head.pos == "VERB"  # "went back to Harga"
    return above.pos in ("VERB", "NOUN") or back


def _mention(run: Run, cue: str, text: str) -> PlaceMention:
    kind, end = _kind(run)
    level = _COUNTRY if cue == "country" else _PROVINCE if is_region(bare(run)) and not kind else _level(kind)
    name = _whose_war(run) or _unowned(clean(text[run[0].start : end]), run, kind)
    known = is_known(bare(run)) or cue == "country"
    return PlaceMention(name, run[0].start, end, head(run), kind, level, cue, known)


def _kind(run: Run) -> tuple[str, int]:
    """The place's type word, "" if none is printed, and where its name ends."""
    types, after, top = geography("types"), run[-1].next, head(run)
    kind, end = run[-1].low if run[-1].low in types else "", run[-1].end
    if after is not None and after.low in types and after.pos in ("NOUN", "PROPN") and not _is_of_state(after):
        kind, end = after.low, after.end
    elif top.dep == "pobj" and top.head.low == "of" and top.head.head.lemma in types:
        kind = top.head.head.lemma
    later = _typed_later(run)
    if later is not None:
        return later.low, later.end
    return kind, after.end if after is not None and _is_numbered(run) else end


def _level(kind: str) -> int:
    if kind in geography("provinces"):
        return _PROVINCE
    return 1 if kind in geography("districts") else 0


def _unowned(name: str, run: Run, kind: str) -> str:
    """The name without the "s" of a lost apostrophe."""
    if not name.endswith("s") or name in country_names():
        return name
    return name[:-1] if name[:-1] in country_names() or (is_owner(run[-1]) and not kind) else name
