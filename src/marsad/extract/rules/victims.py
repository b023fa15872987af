"""Who suffered and how many: the counted nouns, each with its figure, and the parts that "including" names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from marsad.extract.rules.draft import Report
from marsad.extract.rules.grammar import conjuncts, phrase
from marsad.extract.rules.nouns import HUMAN, counted, has_figure, is_name, lemma, noun_classes
from marsad.extract.rules.parties import words
from marsad.extract.rules.roles import words as frame_words
from marsad.extract.rules.tolls import tolled
from marsad.extract.rules.whose import is_loss
from marsad.extract.sentence import Sentence, Token
from marsad.lexicon import load
from marsad.model import Hedge, Quantity, Span

HURT = frozenset({"killed", "injured"})
_OWNED = frozenset({"her", "his", "their", "its"})
_COUNTING = frozenset({"a", "an", "several", "many", "some", "dozens"})
_VAGUE = frozenset({"dozen", "score", "hundred", "thousand", "other"})
_STOPS = frozenset({";", "while", "when", "after", "in", "on", "at", "by"})
_WHERE = ("in", "near", "outside", "around")
_OTHERS = frozenset({"others", "more", "people"})  # who is counted again, in another place
_MOST = frozenset({"mostly", "mainly", "largely"})
_THEM = frozenset({"them", "whom", "which"})
_SPLITS = frozenset({":", ",", "-", "--", "–", "—", "("})
_MODIFYING = frozenset({"compound", "amod", "nmod", "nummod"})
_HARMED = HUMAN | {"parties"}
_NEAR = 60  # characters after a group within which its parts are named
_FAR = 120  # the same, where "of them" points back
_OF = ("among", "amongst", "of")


@dataclass(frozen=True, slots=True)
class Victim:
    """One counted group: the noun, its figure if any, and where the words about it end, if behind the noun."""

    head: Token
    quantity: Quantity | None
    end: int = 0


def victims(heads: list[Token], kind: str, report: Report) -> list[Victim]:
    """The groups told by `heads` and what is joined to them; "an officer and a sergeant" are one group of dead."""
    harmed = kind in HURT
    heads = [_held_so(head) for head in heads]
    groups = [group for head in heads for group in _groups(head, singles=harmed)]
    if heads and kind in ("detained", "missing", "released"):
        groups += [[item] for item in _companions(heads[-1], report)]
    if harmed and heads:
        further = (*_unjoined(heads[-1]), *_companions(heads[-1], report))
        groups += [[item] for item in further if all(item not in group for group in groups)]
        groups = [group for group in groups if not suffered_else(group[0], kind)] or groups
        groups = [group for group in groups if not _is_change(group[0])]
    return [Victim(group[0], _sum([figure(item, report) for item in group])) for group in groups]


def by_deeds(group: Victim, deed: Token, report: Report) -> Victim:
    """The group with the figure of the deeds, where those are counted: "875 killings of people"."""
    one_each = deed.tag == "NNS" and lemma(deed) in frame_words("one_each") and has_figure(deed)
    return replace(group, quantity=figure(deed, report)) if one_each and group.quantity is None else group


def _held_so(head: Token) -> Token:
    """Those who are held, of whom the tree makes a word before how they are held: "three engineers hostage"."""
    people = [kid for kid in head.kids if kid.dep == "compound" and kid.tag == "NNS" and noun_classes(kid) & HUMAN]
    if head.low not in frame_words("held_as"):
        return head
    if people:
        return people[-1]
    verb = head.head
    bore = [kid for above in (verb, verb.head) for kid in above.kids if kid.dep == "nsubjpass"]
    return bore[0] if head.dep in ("dobj", "oprd") and verb.tag == "VBN" and bore else head


def _is_change(noun: Token) -> bool:
    """Whether it compares a figure, and is nobody: "killed 33 people, a drop of 12 per cent"."""
    before = phrase(noun, frozenset())[0].previous
    second = noun.dep == "appos" or any(kid.dep == "dobj" and kid.i < noun.i for kid in noun.head.kids)
    return second and lemma(noun) in frame_words("changes") and before is not None and before.pos == "PUNCT"


def suffered_else(item: Token, kind: str) -> bool:
    """Whether it or the next word tells of other harm: the six of "9 dead, 6 wounded", "six of them critically"."""
    behind = item.sentence.tokens[item.n + 1 : item.n + 4]
    of_them = [token.low for token in behind[:2]] == ["of", "them"]
    told = {item.low, *(token.low for token in (behind[2:] if of_them else behind[:1]))}
    return any(kind != other and not told.isdisjoint(befallen(other)) for other in HURT)


def befallen(kind: str) -> frozenset[str]:
    """The words beside a figure that tell of this harm: "dead", "wounded"; none of other kinds."""
    return frozenset(load("lexicon/en/frame_words.yml")["befallen"].get(kind, ()))


def _groups(head: Token, *, singles: bool) -> list[list[Token]]:
    """Joined nouns, grouped: "a woman and her three children" is one group, "six men and two women" are two."""
    noun = counted(head)
    first, *others = _listed_people(head if _separate(head) else noun)
    groups = [[first]]
    for item in others:
        if _owned(item) or (singles and all(_is_single(one) for one in [item, *groups[-1]])):
            groups[-1].append(item)
        elif _separate(item):
            groups.append([item])
    if first is not head:
        groups[0] = [head]
    return groups


def _listed_people(head: Token) -> list[Token]:
    """The nouns of a list, also where the tree takes the second for a word on the first: "ten men, ten women and …"."""
    listed = (
        kid for kid in head.kids if kid.dep == "appos" and kid.i > head.i and has_figure(kid) and has_figure(head)
    )
    among = [item for kid in listed if len(conjuncts(kid)) > 1 for item in conjuncts(kid)]
    return [*conjuncts(head), *(item for item in among if noun_classes(counted(item)) & _HARMED)]


def _unjoined(head: Token) -> list[Token]:
    """Counted people that go on with the list where the tree hangs them on its verb: "a teacher, two nurses and …"."""
    beside = [kid for kid in head.head.kids if kid.dep in ("npadvmod", "conj", "appos", "dep") and kid.i > head.i]
    last, found = head, []
    for item in beside:
        between = item.sentence.tokens[last.n + 1 : phrase(item, frozenset())[0].n]
        listed = item.pos == "NOUN" and has_figure(item) and bool(noun_classes(item) & HUMAN)
        if not listed or not between or any(token.pos not in ("PUNCT", "CCONJ") for token in between):
            break
        found += conjuncts(item)
        last = found[-1]
    return found


def _companions(head: Token, report: Report) -> list[Token]:
    """Counted people who suffered the same: "along with six soldiers", "together with his two sons", "plus a guard"."""
    doers = [kid.i for kid in head.head.kids if kid.dep == "agent"]  # whose companions they may be
    kids = (kid for above in (head, head.head) for kid in above.kids if kid.i > head.i and kid.pos != "VERB")
    links = [kid for kid in kids if not doers or kid.i < doers[0]]
    leads = [lead for link in links for lead in (link, *link.kids) if _leads_to_companions(lead)]
    beside = [kid for lead in leads for kid in (*lead.kids, *_after_plus(lead)) if kid.dep in ("pobj", "conj")]
    people = [item for kid in beside for item in conjuncts(kid)]
    return [item for item in people if noun_classes(counted(item)) & _HARMED and figure(item, report) is not None]


def _leads_to_companions(word: Token) -> bool:
    """Whether those behind the word share what is told of those before it."""
    before = word.previous.low if word.previous is not None else ""
    return word.low in ("alongside", "plus") or (word.low == "with" and before in ("along", "together"))


def _after_plus(word: Token) -> list[Token]:
    """What "plus" joins, where the tree takes it for an "and"."""
    return [kid for kid in word.head.kids if kid.dep == "conj" and kid.i > word.i] if word.dep == "cc" else []


def _separate(token: Token) -> bool:
    """Whether the noun is a group of its own: it has a numeral, an article, or is a vague count."""
    if token.pos == "NUM" or lemma(token) in _VAGUE:
        return True
    return any(kid.dep == "nummod" or kid.low in _COUNTING for kid in token.kids)


def _is_single(token: Token) -> bool:
    """Whether an article says that it is one: "an officer and a sergeant" are two without a figure of their own."""
    return token.tag == "NN" and any(kid.low in ("a", "an") for kid in token.kids)


def _owned(token: Token) -> bool:
    return any(kid.low in _OWNED for kid in token.kids)


def _sum(quantities: list[Quantity | None]) -> Quantity | None:
    known = [item for item in quantities if item is not None]
    if len(known) < 2 or any(item.value is None for item in known):
        return known[0] if known else None
    first, last = known[0], known[-1]
    span = Span(first.span.start, last.span.end)
    total = sum(item.value or 0 for item in known)
    return Quantity(span, f"{first.text} + {last.text}", first.hedge, total, None, first.unit)


def figure(head: Token, report: Report) -> Quantity | None:
    """The figure that counts `head`: a numeral or vague word in its phrase, or "a" before a singular person."""
    if (noun := _counted_for(head)) is not None:
        return figure(noun, report)
    printed = phrase(head, frozenset())
    start, end = printed[0].start, max(head.end, printed[-1].end)
    for item in report.figures[head.sentence.index]:
        span = item.quantity.span
        if (start <= item.core.start and item.core.end <= end) or span.start <= head.start < span.end:
            return _with_unit(item.quantity, head)
    if lemma(head) == "family" and (members := _members(head, report)) is not None:
        return members
    if (number := tolled(head)) is not None:
        return figure_at(number, report)
    below = counted(head)
    if below is not head and has_figure(below) and lemma(head) in frame_words("sums"):
        return figure(below, report)
    return _unwritten(head, printed[0].start, report)


def _counted_for(head: Token) -> Token | None:
    """The noun that bears the word's figure: "deaths" of "780 civilian deaths", "hundreds" of "hundreds of people"."""
    noun = head.head
    if head.dep == "pobj":
        whole = noun.head
        return whole if noun.low == "of" and lemma(whole) in _VAGUE and counted(whole) is head else None
    before = head.dep in ("amod", "compound") and noun.i > head.i
    return noun if before and (any(kid.dep == "nummod" for kid in noun.kids) or tolled(noun) is not None) else None


def _unwritten(head: Token, start: int, report: Report) -> Quantity | None:
    """The figure that no numeral writes: several for "casualties", one for "a policeman"."""
    if head.tag == "NNS" and is_loss(head):
        return Quantity(Span(head.start, head.end), head.text, Hedge.VAGUE)
    if not _is_one(head) and (head.low != "another" or head.pos not in ("DET", "PRON")):
        return None
    return Quantity(Span(start, head.end), report.text[start : head.end], Hedge.EXACT, 1)


def _members(family: Token, report: Report) -> Quantity | None:
    """The people of "a family of five"."""
    counts = [number for of in family.kids if of.low == "of" for number in of.kids if number.pos == "NUM"]
    found = [
        item.quantity
        for item in report.figures[family.sentence.index]
        for one in counts
        if item.core.start == one.start
    ]
    return replace(found[0], unit="person") if found and family.tag == "NN" else None


def figure_at(number: Token, report: Report) -> Quantity | None:
    """The figure that the numeral is of."""
    found = report.figures[number.sentence.index]
    return next((item.quantity for item in found if item.core.start <= number.start < item.core.end), None)


def _with_unit(quantity: Quantity, head: Token) -> Quantity:
    families = lemma(counted(head)) in ("family", "household") and quantity.unit == "person"
    return replace(quantity, unit="household") if families else quantity


def _is_one(head: Token) -> bool:
    """Whether the noun stands for one person, exactly: "a policeman", "the bomber", a name; "no one" is nobody."""
    found = noun_classes(head)
    if any(kid.low == "no" for kid in head.kids):
        return False
    if head.tag not in ("NN", "NNP") or lemma(head) in words("collectives"):
        return False
    if found & {"places", "parties"} and not found & HUMAN:
        return False
    if head.tag == "NNP":
        return is_name(head) and "parties" not in found
    return bool(found & HUMAN) or any(kid.low in ("a", "an", "one", "another") for kid in head.kids)


def parts(whole: Victim, trigger: Token, report: Report) -> Iterator[Victim]:
    """Groups that "including", "among them", "mostly", "six of them" or a list that adds up single out of a figure."""
    victim = whole.head
    if (summed := _adding_up(whole, report)) is not None:
        yield from summed
        return
    yield from _said_to_be_some(victim, report)
    for token in victim.sentence.tokens[victim.n + 1 :]:
        if _joins(token, trigger):
            return
        if token.start - victim.end >= (_FAR if _is_of_them(token, _OF) else _NEAR):
            continue
        if _is_of_them(token, ("among", "amongst")) and (named := _named_between(victim, token, report)):
            yield from named
            return
        if _opens(token):
            yield from _listed(token, trigger, report)
            return
        if token.previous is not victim and (found := _some_of_them(token, report)) is not None:
            yield found


def _said_to_be_some(victim: Token, report: Report) -> Iterator[Victim]:
    """What a clause says of some: "40 people, of whom 12 were children", "of the 40 dead, 12 were children"."""
    for verb in victim.sentence.tokens[victim.n + 1 :]:
        if verb.lemma == "be" and _is_of(verb, victim):
            yield from _said_to_be(verb, report)


def _is_of(verb: Token, victim: Token) -> bool:
    """Whether the clause tells of some of those counted, or goes on with one that does."""
    if verb.dep == "conj" and verb.head.lemma == "be":
        return _is_of(verb.head, victim)
    leads = [kid for kid in verb.kids if kid.low in _OF and kid.i < verb.i]
    if verb.dep == "relcl" and verb.head is victim:
        return any(kid.low == "whom" for lead in leads for kid in lead.kids)
    return any(victim in lead.subtree() for lead in leads)


def _said_to_be(verb: Token, report: Report) -> Iterator[Victim]:
    """Those of whom it is said what they are: "12 were children"."""
    subjects = (*(kid for kid in verb.kids if kid.dep == "nsubj"), *([verb.previous] if verb.previous else []))
    numbers = [token for token in subjects if token.pos == "NUM"]
    said = (kid for kid in verb.kids if kid.dep in ("attr", "acomp") and noun_classes(kid) & _HARMED)
    nouns = [kid for kid in said if not any(kid.low in befallen(kind) for kind in HURT)]
    if numbers and nouns and (found := figure_at(numbers[0], report)) is not None:
        yield Victim(nouns[0], found, nouns[0].end)


def _joins(token: Token, trigger: Token) -> bool:
    """Whether another fact begins: the "and" of "killed 12 and wounded 30, five of them children"."""
    goes_on = any(kid.dep == "conj" and kid.pos == "VERB" for kid in trigger.kids)
    return goes_on and token.dep == "cc" and token.head is trigger


def told_of_them(sentence: Sentence, kind: str, report: Report) -> list[Victim]:
    """The groups of a sentence about those just counted: "Among them were three children"."""
    first, *rest = sentence.tokens
    of = next((token for token in sentence.tokens if _is_of_them(token) or _is_of_those(token, kind)), None)
    if of is not None and (of.head.dep == "nsubj" or of is first):
        verbs = (token for token in sentence.tokens[of.n :] if token.lemma == "be")
        return [part for verb in verbs for part in _said_to_be(verb, report)]  # "Twelve of them were children"
    if not _is_of_them(first, ("among", "amongst")) or not any(token.lemma == "be" for token in rest[1:3]):
        return []
    named = [(token, figure(token, report)) for token in rest if _is_part(token)]
    return [Victim(token, quantity) for token, quantity in named if quantity is not None]


def _is_of_those(token: Token, kind: str) -> bool:
    """Whether it leads to those just counted: "of those, 51 were rebels", of the killed "of the dead, 12 were ..."."""
    after = [kid for kid in token.kids if kid.dep == "pobj"] if token.low in _OF else []
    same = befallen(kind)
    return any((noun.low in ("those", "these") and not noun.kids) or noun.low in same for noun in after)


def is_part_of_them(head: Token) -> bool:
    """Whether the noun is told to be some of others: "a nurse among them", "most of them men", "of them 15 women"."""
    start = phrase(head, frozenset())[0].n
    if start > 1 and _is_of_them(head.sentence.tokens[start - 2], _OF):
        return True
    below = [*head.kids, *(below for kid in head.kids if kid.dep == "nsubj" for below in kid.kids)]
    return any(_is_of_them(kid, _OF) for kid in below)


def _is_of_them(token: Token, prepositions: tuple[str, ...] = ("of",)) -> bool:
    return token.low in prepositions and token.next is not None and token.next.low in _THEM


def _opens(token: Token) -> bool:
    """Whether a list of parts begins: "including", "of them 150 children"; "most of them" is a part itself."""
    if token.low == "most":
        return not (token.next is not None and _is_of_them(token.next))
    before = token.previous.low if token.previous is not None else ""
    return token.low in _openers() or (_is_of_them(token) and before in (",", "(", "–", "—", "-"))


@cache
def _openers() -> frozenset[str]:
    return frozenset(load("lexicon/en/subset.yml")["opens"])


def _named_between(victim: Token, among: Token, report: Report) -> list[Victim]:
    """The counted nouns before "among them", behind the comma that sets them off."""
    tokens = among.sentence.tokens[victim.n + 1 : among.n]
    comma = next((token.n for token in tokens if token.pos == "PUNCT"), among.n)
    named = [(token, figure(token, report)) for token in tokens if token.n > comma and _is_part(token)]
    return [Victim(token, quantity) for token, quantity in named if quantity is not None]


def _adding_up(whole: Victim, report: Report) -> list[Victim] | None:
    """The groups of a list that adds up to the whole: "26 people: eleven women, nine children and six men"."""
    total, after = whole.quantity, whole.head.next
    if total is None or total.value is None or after is None or after.low not in _SPLITS:
        return None
    found: list[Victim] = []
    for token in after.sentence.tokens[after.n + 1 :]:
        if (token.pos in ("VERB", "AUX", "ADP", "SCONJ") or token.low in _STOPS) and not _hedges(token):
            break
        if _is_part(token):
            found.append(Victim(token, figure(token, report)))
    return found if adds_up(whole, found) else None


def adds_up(whole: Victim, groups: list[Victim]) -> bool:
    """Whether two or more groups make the whole together."""
    counts = [group.quantity.value if group.quantity is not None else None for group in groups]
    total = whole.quantity.value if whole.quantity is not None else None
    return len(counts) > 1 and None not in counts and sum(count or 0 for count in counts) == total


def _some_of_them(of: Token, report: Report) -> Victim | None:
    """The group in "six of them children", "most of them elderly", "six of whom were children"; None where none is."""
    count, them = of.previous, of.next
    if count is None or them is None or not _is_of_them(of) or (found := figure_at(count, report)) is None:
        return None
    tokens = of.sentence.tokens[them.n + 1 : them.n + 4]
    if them.low == "them" and tokens and tokens[0].pos in ("AUX", "VERB") and tokens[0].lemma != "be":
        return None  # "three of them have fled" is a fact of its own
    noun = next((token for token in tokens if _is_part(token)), None)
    same = takewhile(lambda token: token.pos != "PUNCT", tokens)
    return Victim(noun or count, found, max((token.end for token in same), default=them.end))


def _listed(opener: Token, trigger: Token, report: Report) -> Iterator[Victim]:
    """The counted nouns in the list after an opener; the last is none of them where another verb takes it."""
    found: list[Victim] = []
    for token in opener.sentence.tokens[opener.n + 1 :]:
        if token.pos in ("VERB", "AUX"):
            verb = token.head if token.pos == "AUX" else token
            if found and verb is not trigger and found[-1].head.n == token.n - 1:
                found.pop()
            break
        if found and (token.start < found[-1].end or _is_whose(token, found[-1].head)):
            continue
        if token.low in _STOPS and not _hedges(token):
            break
        found.extend(_part(token, opener, report))
    yield from found[:1] if opener.low in _MOST else found


def _is_whose(token: Token, people: Token) -> bool:
    """Whether it only says of whom they are some: "five members of one family"."""
    return token.dep == "pobj" and token.head.low == "of" and token.head.head is people


def _hedges(token: Token) -> bool:
    """Whether it is the "at" of "at least" or "at most"."""
    return token.low == "at" and token.next is not None and token.next.low in ("least", "most")


def _part(token: Token, opener: Token, report: Report) -> Iterator[Victim]:
    """The group that a word of the list tells: a counted noun, or a figure with a place, "seven in Harga"."""
    if token.pos == "NUM" and (place := place_after(token)) is not None:
        yield Victim(token, figure_at(token, report), place.end)
    elif token.pos == "NUM" and (body := counted(token)) is not token and noun_classes(body) & _HARMED:
        yield Victim(body, figure_at(token, report), body.end)  # "five from the army"
    elif token.pos == "NUM" and token.dep == "pobj" and token.head is opener and (alone := figure_at(token, report)):
        yield Victim(token, alone, token.end)  # "including 19 who were waiting for aid"
    elif _is_part(token):
        quantity = figure(token, report)
        if quantity is None and opener.low in _MOST:
            quantity = Quantity(Span(opener.start, opener.end), opener.text, Hedge.VAGUE)
        if quantity is not None or opener.low in ("among", "including"):
            yield Victim(token, quantity)


def counted_noun(number: Token) -> Token:
    """The bare word that the figure counts, "others" or "people"; itself where it stands alone."""
    return number.head if number.dep == "nummod" and number.head.low in _OTHERS else number


def place_after(number: Token) -> Token | None:
    """The name that "in" or "near" behind the figure, or behind "others", leads to: "in a camp in Harga"."""
    after = number.next
    if after is not None and after.low in _OTHERS:
        after = after.next
    if after is None or after.low not in _WHERE:
        return None
    objects = [kid for kid in after.kids if kid.dep == "pobj"]
    inner = [kid for noun in objects for where in noun.kids if where.low in _WHERE for kid in where.kids]
    names = (kid for kid in (*objects, *inner) if kid.dep == "pobj" and kid.pos == "PROPN")
    return next((name for name in names if name.lemma not in frame_words("days")), None)


def _is_part(token: Token) -> bool:
    named = token.pos == "PROPN" and any(kid.dep == "nummod" for kid in token.kids)  # "46 Druze"
    human = named or noun_classes(token) & _HARMED
    return bool(human) and token.pos in ("NOUN", "PROPN", "NUM", "ADJ") and token.dep not in _MODIFYING
