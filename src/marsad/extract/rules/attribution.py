"""Who is credited with which words."""

from dataclasses import dataclass
from functools import cache

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.grammar import NOUNS, is_passive, phrase
from marsad.extract.rules.nouns import clean, is_country, lemma, noun_classes
from marsad.lexicon import load


@dataclass(frozen=True, slots=True)
class Credit:
    """A speaker and the stretch of text credited to it.

    `start`/`end` bound the content; `verb` is the cue's lemma; `name` is resolved within the document; `via` the carrier.
    """

    name: str
    head: Token
    start: int
    end: int
    verb: str
    because: str
    via: str | None = None


@cache
def words(key: str) -> frozenset[str]:
    """A list of attribution.yml."""
    return frozenset(load("lexicon/en/attribution.yml")[key])


def credits(sentences: list[Sentence], text: str) -> list[list[Credit]]:
    """Credits of each sentence, innermost last; quotations that run on keep their speaker."""
    speakers = Speakers(text)
    found: list[list[Credit]] = []
    for sentence in sentences:
        found.append(_of_sentence(sentence, text, speakers))
    _run_on(sentences, text, found)
    return found


class Speakers:
    """Speakers met so far in a document, to take up "he", "the group" and "the observatory" again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._met: list[tuple[Token, str]] = []

    def name(self, head: Token) -> str:
        """The full name of the speaker at `head`, as printed here or, for a short form, earlier."""
        printed = speaker_name(head, self._text)
        full = self._earlier(head, printed)
        if full is None:
            self._met.append((head, printed))
            return printed
        self._met.append((head, full))
        return full

    def _earlier(self, head: Token, printed: str) -> str | None:
        low = head.low
        if head.tag == "PRP":
            return self._last(person=low in ("he", "she", "i"))
        noun = lemma(head)
        short = load("lexicon/en/attribution.yml")["short_forms"]
        definite = any(kid.low in ("the", "this", "that", "its") for kid in head.kids)
        if not definite or len(printed.split()) > 3 or any(word[:1].isupper() for word in printed.split()[:1]):
            return None
        if noun in short["body"]:
            return self._with_word(noun) or self._last(person=False)
        return self._last(person=True, noun=noun) if noun in short["person"] else None

    def _with_word(self, noun: str) -> str | None:
        for _, name in reversed(self._met):
            if noun in name.lower().split() and len(name.split()) > 1:
                return name
        found = _long_name(noun, self._text)
        return found

    def _last(self, *, person: bool, noun: str = "") -> str | None:
        for head, name in reversed(self._met):
            if person == (_is_person(head, name)) and (not noun or head.lemma == noun or head.pos == "PROPN"):
                return name
        return None


@cache
def _long_name(noun: str, text: str) -> str | None:
    """A capitalised name in the text that holds the noun, the longest ("Observatory" → "Syrian Observatory for …")."""
    import re

    pattern = rf"(?:[A-Z][\w’'-]+ )+{noun.capitalize()}(?: (?:of|for) (?:[A-Z][\w’'-]+ ?)+)?|{noun.capitalize()}(?: (?:of|for) (?:[A-Z][\w’'-]+ ?)+)"
    names = [found.group().strip() for found in re.finditer(pattern, text)]
    return max(names, key=len) if names else None


def _is_person(head: Token, name: str) -> bool:
    if head.pos == "PROPN":
        return not any(word.lower() in _bodies() for word in name.split()) and not name.isupper()
    return lemma(head) in load("lexicon/en/attribution.yml")["short_forms"]["person"] or "people" in noun_classes(head) or "professions" in noun_classes(head)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["bodies"]) | words("carriers")


def speaker_name(head: Token, text: str) -> str:
    """The speaker's name as printed: a person's name without title, a body's in full, a description without its article."""
    head = _past_carrier(head)
    person = _person_name(head, text)
    if person:
        return person
    tokens = phrase(head, frozenset({"of", "for", "in", "at", "on", "from", "within"}) if head.pos != "PROPN" else frozenset({"of", "for"}))
    while tokens and (tokens[0].pos in ("DET", "PUNCT", "ADP", "SCONJ", "ADV") or tokens[0].low in ("the", "other", "some", "several", "many")):
        tokens = tokens[1:]
    return clean(text[tokens[0].start : tokens[-1].end]) if tokens else clean(head.text)


def _past_carrier(head: Token) -> Token:
    """From "a statement by the army" to the army."""
    if lemma(head) in words("carriers"):
        for kid in head.kids:
            if kid.dep in ("prep", "agent") and kid.low in ("by", "from", "of"):
                return next((pobj for pobj in kid.kids if pobj.dep == "pobj"), head)
            if kid.dep == "poss" or (kid.dep in ("compound", "nmod") and kid.pos == "PROPN"):
                return kid
    return head


def _person_name(head: Token, text: str) -> str | None:
    """"SOHR director Rami X" → "Rami X"; a name in apposition to a description counts too."""
    for kid in head.kids:
        if kid.dep == "appos" and kid.pos == "PROPN" and head.pos == "NOUN" and noun_classes(head) & {"people", "professions", "combatants", "civilians"}:
            return _person_name(kid, text) or clean(text[min(t.start for t in phrase(kid)) : kid.end])
    if head.pos != "PROPN" or is_country(head):
        return None
    run = [kid for kid in head.lefts if kid.dep in ("compound", "nmod", "flat") or (kid.low in ("al", "el", "-") or kid.dep == "punct" and kid.text == "-")]
    tokens = sorted({id(t): t for t in [head, *(t for kid in run for t in kid.subtree())]}.values(), key=lambda t: t.i)
    titled = False
    for at, token in reversed(list(enumerate(tokens[:-1]))):
        if token.low in words("titles") or (token.pos == "NOUN" and token.text.islower() and token.text not in "-"):
            tokens, titled = tokens[at + 1 :], True
            break
    name = clean(text[tokens[0].start : tokens[-1].end])
    low = {word.lower().rstrip("s") for word in name.split()}
    if low & _bodies() or (not titled and len(name.split()) < 2):
        return None
    return name


def _of_sentence(sentence: Sentence, text: str, speakers: Speakers) -> list[Credit]:
    found = []
    for token in sentence.tokens:
        credit = None
        if token.pos in ("VERB", "AUX", "NOUN", "PROPN") and token.lemma in words("say"):
            credit = _by_verb(token, text, speakers)
        elif token.low in ("according", "quoting", "citing") or (token.low == "per" and token.previous is not None and token.previous.low == "as"):
            credit = _according(token, text, speakers)
        elif token.lemma in words("pass_on") and token.pos == "VERB":
            credit = _passed_on(token, text, speakers)
        if credit is not None:
            found.append(credit)
    return found


def _by_verb(verb: Token, text: str, speakers: Speakers) -> Credit | None:
    head = _speaker(verb)
    if head is None or not _can_speak(head):
        return None
    if verb.lemma in words("clause_only") and not _governs(verb):
        return None
    content = _content(verb, head)
    if content is None:
        return None
    start, end = content
    return Credit(speakers.name(head), head, start, end, verb.lemma, f'"{verb.text}" credits it')


def _speaker(verb: Token) -> Token | None:
    if is_passive(verb):
        by = [pobj for kid in verb.kids if kid.dep == "agent" or (kid.dep == "prep" and kid.low == "by") for pobj in kid.kids if pobj.dep == "pobj"]
        return by[0] if by else None
    subjects = [kid for kid in verb.kids if kid.dep == "nsubj"]
    if subjects:
        return _relative(subjects[0])
    if verb.dep in ("conj", "xcomp", "advcl", "parataxis") and verb.head.pos in ("VERB", "AUX") and verb.head is not verb:
        return _speaker(verb.head)
    return verb.head if verb.dep == "acl" and verb.head.pos in NOUNS and verb.tag == "VBG" else None


def _relative(token: Token) -> Token:
    if token.tag in ("WDT", "WP"):
        for above in token.ancestors():
            if above.dep == "relcl":
                return above.head
    return token


def _can_speak(head: Token) -> bool:
    if head.pos == "PROPN" or head.tag == "PRP":
        return head.low not in ("it",) or True
    return lemma(head) in words("speakers") or bool(noun_classes(head) & {"professions", "combatants", "civilians"}) or lemma(head) in words("carriers")


def _governs(verb: Token) -> bool:
    return any(kid.dep in ("ccomp", "parataxis") for kid in verb.kids) or verb.dep in ("parataxis", "ccomp")


def _content(verb: Token, head: Token) -> tuple[int, int] | None:
    """What the verb credits: its clause; where it has none, all that stands before or after it in the sentence."""
    sentence = verb.sentence
    clauses = [kid for kid in verb.kids if kid.dep in ("ccomp", "parataxis", "xcomp", "dobj", "pcomp", "prep", "advcl", "conj", "dative", "oprd") and kid.low not in ("on", "in", "at", "to", "during")]
    first = min(token.start for token in head.subtree())
    last = verb.end
    if verb.dep in ("parataxis", "ccomp") and verb.head is not verb and not any(kid.dep == "ccomp" for kid in verb.kids):
        return sentence.start, sentence.end
    if any(kid.dep in ("ccomp", "parataxis") and kid.start < first for kid in verb.kids):
        return sentence.start, max(last, _right_edge(verb))
    if clauses:
        return min(verb.start, *(token.start for kid in clauses for token in kid.subtree())), _right_edge(verb)
    if sentence.tokens[-1].n - verb.n <= 4 and verb.n > 6:
        return sentence.start, sentence.end
    return verb.start, _right_edge(verb)


def _right_edge(verb: Token) -> int:
    return max(token.end for token in verb.subtree())


def _according(token: Token, text: str, speakers: Speakers) -> Credit | None:
    if token.low == "according":
        to = next((kid for kid in token.kids if kid.low == "to"), None) or (token.next if token.next is not None and token.next.low == "to" else None)
        head = next((kid for kid in to.kids if kid.dep == "pobj"), None) if to is not None else None
    else:
        head = next((kid for kid in token.kids if kid.dep in ("dobj", "pobj")), None)
    if head is None:
        return None
    start, end = _clause_around(token)
    return Credit(speakers.name(head), head, start, end, "according", f'"{token.text}" credits it')


def _clause_around(token: Token) -> tuple[int, int]:
    """The clause that "according to" belongs to: the sentence, cut at a joined clause with its own speaker."""
    return token.sentence.start, token.sentence.end


def _passed_on(verb: Token, text: str, speakers: Speakers) -> Credit | None:
    objects = [kid for kid in verb.kids if kid.dep == "dobj"]
    if is_passive(verb):
        objects = [kid for kid in verb.kids if kid.dep == "nsubjpass"]
    if not objects or not _can_speak(objects[0]):
        return None
    outer = _speaker(verb)
    via = speaker_name(outer, text) if outer is not None else None
    return Credit(speakers.name(objects[0]), objects[0], verb.start, _right_edge(verb), verb.lemma, f'"{verb.text}" passes on its words', via)


def _run_on(sentences: list[Sentence], text: str, found: list[list[Credit]]) -> None:
    """Carry a speaker over sentences that stay inside the same quotation, or over a paragraph that is one."""
    opened: Credit | None = None
    last: Credit | None = None
    inside = False
    paragraph = -1
    for at, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            inside = inside and text[sentence.start] in "\"“"
            paragraph = sentence.paragraph
        quoted = _quote_state(text[sentence.start : sentence.end], inside)
        own = found[at]
        if not own and (inside or quoted[1]) and last is not None:
            found[at] = [Credit(last.name, last.head, sentence.start, sentence.end, last.verb, "the quotation runs on", last.via)]
        if own:
            last = own[-1]
        inside = quoted[0]
        opened = last if inside else None
    del opened


def _quote_state(quoted: str, inside: bool) -> tuple[bool, bool]:
    """Whether a quotation is open after the sentence, and whether most of the sentence is quoted."""
    share = 0
    for letter in quoted:
        if letter == "“":
            inside = True
        elif letter == "”":
            inside = False
        elif letter == '"':
            inside = not inside
        else:
            share += inside
    return inside, share * 2 > len(quoted)
