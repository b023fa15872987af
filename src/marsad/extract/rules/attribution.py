"""Who is credited with which words."""

from dataclasses import dataclass, replace

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.grammar import NOUNS, is_passive
from marsad.extract.rules.speakers import Speakers, can_speak, is_carrier, words

_TAIL = 7  # words that may follow a reporting verb which closes its sentence ("told reporters by phone on Friday")
_AFTER = frozenset({"on", "in", "at", "by", "to", "during", "from", "late", "early", "earlier", "today", "yesterday", "tonight", "through", "via", "over", "after", "after", "quoting", "citing", "as"})


@dataclass(frozen=True, slots=True)
class Credit:
    """A speaker and the stretch of text credited to it.

    `start`/`end` bound the content; `verb` is the cue's lemma; `name` is resolved within the document; `via` the carrier;
    `head` the speaker's noun.
    """

    name: str
    head: Token
    start: int
    end: int
    verb: str
    because: str
    via: str | None = None


def credits(sentences: list[Sentence], text: str) -> list[list[Credit]]:
    """Credits of each sentence; quotations that run on keep their speaker."""
    speakers = Speakers(text)
    found = [_of_sentence(sentence, speakers) for sentence in sentences]
    return _run_on(sentences, text, found)


def _of_sentence(sentence: Sentence, speakers: Speakers) -> list[Credit]:
    found = []
    for token in sentence.tokens:
        credit = None
        if token.low == "according" and token.next is not None and token.next.low == "to":
            credit = _according(token, speakers)
        elif token.lemma in words("pass_on") and token.pos == "VERB":
            credit = _passed_on(token, speakers)
        elif token.lemma in words("say") and token.pos in ("VERB", "AUX", "NOUN", "PROPN") and token.tag not in ("NNS", "NNP"):
            credit = _by_verb(token, speakers)
        if credit is not None:
            found.append(credit)
    return found


def _by_verb(verb: Token, speakers: Speakers) -> Credit | None:
    closing = _closes(verb)
    head = (_before(verb) if closing else None) or _speaker(verb)
    if head is None or not can_speak(head) or (is_carrier(head) and _governed(verb)):
        return None
    if verb.lemma in words("clause_only") and not closing and not _has_clause(verb):
        return None
    span = _content(verb, head, closing)
    name = speakers.name(head) if span is not None else None
    if not name or span is None:
        return None
    return Credit(name, head, *span, verb.lemma, f'"{verb.text}" credits it')


def _governed(verb: Token) -> bool:
    """Whether the verb is itself inside another's reported clause ("said reports indicated …")."""
    return verb.dep == "ccomp" and verb.head.lemma in words("say")


def _closes(verb: Token) -> bool:
    """Whether the verb stands at the end of its sentence with its speaker just before it, all before that being said."""
    rest = verb.sentence.tokens[verb.n + 1 :]
    words_after = [token for token in rest if token.pos != "PUNCT"]
    if len(words_after) > _TAIL or verb.n < 4 or verb.tag in ("VBG", "VBN"):
        return False
    if any(token.pos in ("VERB", "SCONJ") and token.low not in _AFTER for token in words_after):
        return False
    first = words_after[0] if words_after else None
    free = first is None or first.low in _AFTER or first.pos in ("ADP", "ADV") or verb.lemma == "tell" or first.low in _DAYS
    return free and _before(verb) is not None


_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _before(verb: Token) -> Token | None:
    """The noun just before a closing verb: its speaker ("…, the ministry said", "… said the ministry" is read elsewhere)."""
    previous = verb.previous
    while previous is not None and previous.pos in ("AUX", "ADV"):
        previous = previous.previous
    if previous is None or previous.n < 2:
        return None
    subject = next((kid for kid in verb.kids if kid.dep == "nsubj"), None)
    if subject is not None and can_speak(subject) and 0 <= verb.n - subject.n <= 8 and subject.n > 3:
        return subject
    if previous.pos in ("NOUN", "PROPN", "PRON") and can_speak(previous):
        return previous
    return None


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


def _has_clause(verb: Token) -> bool:
    return any(kid.dep in ("ccomp", "parataxis") for kid in verb.kids) or verb.dep in ("parataxis", "ccomp")


def _content(verb: Token, head: Token, closing: bool) -> tuple[int, int] | None:
    """What the verb credits: all before a closing verb, the whole sentence around an inserted one, else what follows."""
    sentence = verb.sentence
    if closing:
        return sentence.start, max(sentence.start + 1, min(head.start, verb.start))
    if verb.n < head.n:  # "…", said the minister
        after = sentence.tokens[head.n + 1 :]
        return sentence.start, sentence.end if len(after) > _TAIL else verb.start
    if verb.dep in ("parataxis", "ccomp") and not any(kid.dep == "ccomp" for kid in verb.kids) and verb.n > 3 and verb.head is not verb:
        return sentence.start, sentence.end
    if verb.next is not None and verb.next.text == "," and head.n > 3:
        return sentence.start, sentence.end
    return verb.start, sentence.end if verb.dep == "ROOT" else _right_edge(verb)


def _right_edge(verb: Token) -> int:
    return max(token.end for token in verb.subtree())


def _according(token: Token, speakers: Speakers) -> Credit | None:
    to = token.next
    head = next((kid for kid in to.kids if kid.dep == "pobj"), None) if to is not None else None
    if head is None:
        return None
    name = speakers.name(head)
    sentence = token.sentence
    return Credit(name, head, sentence.start, sentence.end, "according", '"according to" credits it') if name else None


def _passed_on(verb: Token, speakers: Speakers) -> Credit | None:
    """ "SANA quoted a military source as saying": the source is the one quoted, the carrier is via."""
    passive = is_passive(verb)
    objects = [kid for kid in verb.kids if kid.dep == ("nsubjpass" if passive else "dobj")]
    if not objects or not can_speak(objects[0]):
        return None
    outer = _speaker(verb)
    via = speakers.name(outer) if outer is not None and can_speak(outer) else None
    name = speakers.name(objects[0])
    sentence = verb.sentence
    whole = verb.n > sentence.tokens[-1].n - _TAIL - 2
    span = (sentence.start, sentence.end) if whole else (verb.start, sentence.end)
    return Credit(name, objects[0], *span, verb.lemma, f'"{verb.text}" passes on its words', via) if name else None


def _run_on(sentences: list[Sentence], text: str, found: list[list[Credit]]) -> list[list[Credit]]:
    """Give sentences without a credit the speaker of the quotation, or of the statement after a colon, that they lie in."""
    inside = _inside_quotes(sentences, text)
    statement: Credit | None = None
    last: Credit | None = None
    for at, sentence in enumerate(sentences):
        if found[at]:
            last = found[at][-1]
            statement = last if sentence.tokens[-1].text == ":" else None
        elif statement is not None:
            found[at] = [_over(statement, sentence, "the statement goes on")]
        elif inside[at] and (speaker := _ahead(at, sentences, found, inside) or last) is not None:
            found[at] = [_over(speaker, sentence, "the quotation runs on")]
    return found


def _over(credit: Credit, sentence: Sentence, why: str) -> Credit:
    return replace(credit, start=sentence.start, end=sentence.end, because=why)


def _ahead(at: int, sentences: list[Sentence], found: list[list[Credit]], inside: list[bool]) -> Credit | None:
    """The speaker named where the quotation ends, in the next two sentences of the paragraph."""
    for later in range(at + 1, min(at + 3, len(sentences))):
        if sentences[later].paragraph != sentences[at].paragraph or not inside[later]:
            return None
        own = next((credit for credit in found[later] if "runs on" not in credit.because), None)
        if own is not None:
            return own
    return None


def _inside_quotes(sentences: list[Sentence], text: str) -> list[bool]:
    """For each sentence, whether it begins inside a quotation or is mostly one."""
    flags = []
    inside = False
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, inside = sentence.paragraph, False
        began = inside
        inside, share = _quoted(text[sentence.start : sentence.end], inside)
        flags.append(began or share > 0.5)
    return flags


def _quoted(words_: str, inside: bool) -> tuple[bool, float]:
    """Whether a quotation is open after the words, and what share of them is quoted."""
    count = 0
    for letter in words_:
        if letter == "“":
            inside = True
        elif letter == "”":
            inside = False
        elif letter == '"':
            inside = not inside
        else:
            count += inside
    return inside, count / max(1, len(words_))
