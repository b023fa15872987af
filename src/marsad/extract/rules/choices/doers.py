"""Who did it, by a fact's own clause: its subject, the owner of the deed, the speaker who tells of itself."""

from marsad.extract.rules.assemble import actor_of
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.grammar import teller
from marsad.extract.rules.nouns import lemma, noun_classes
from marsad.extract.rules.parties import words
from marsad.extract.rules.referents import doer_before
from marsad.extract.rules.whose import onlookers, party_of
from marsad.extract.sentence import Token
from marsad.model import Mention

_BODIES = frozenset({"combatants", "parties"})
_ITSELF = frozenset({"it", "they", "we"})
_OWN = frozenset({"its", "their", "our"})


def is_singled_out(verb: Token) -> bool:
    """Whether the sentence is there to say who did it: "it was the rebels who killed them"."""
    noun = verb.head
    if verb.dep != "relcl" or noun.dep != "attr" or noun.head.lemma != "be":
        return False
    return any(kid.dep == "nsubj" and kid.low == "it" for kid in noun.head.kids)


def of_itself(draft: Draft) -> Mention | None:
    """The speaker who tells what it did itself: "the army said it had killed 12", "said its soldiers had"."""
    source, actor, heads = draft.source, draft.actor, draft.finding.role("actor")
    if _is_thrown_back(draft):
        return None
    if source is None or source.span is None or any(head in onlookers(draft.finding.trigger) for head in heads):
        return None
    own = next((head for head in heads if any(kid.dep == "poss" and kid.low in _OWN for kid in head.kids)), None)
    if actor is not None and own is None:
        return source if source.span == actor.span else None
    doer = own or next((head for head in heads if head.low in _ITSELF), None)
    if doer is None:
        return None
    speaks = teller(doer.head)
    if speaks is None or speaks.start != source.span.start:
        return None
    return source if noun_classes(speaks) & _BODIES or speaks.pos == "PROPN" else None


def _is_thrown_back(draft: Draft) -> bool:
    """Whether the verb tells what became of the act, so that its subject suffered it: "repelled an attack"."""
    trigger = draft.finding.trigger
    return trigger.dep == "dobj" and trigger.head.lemma in words("repelling")


def taken_up_by_it(draft: Draft, report: Report) -> Mention | None:
    """Who did it where "it" did: the party that was last told to do, say or bear something."""
    heads = [] if _is_thrown_back(draft) else draft.finding.role("actor")
    it = next((head for head in heads if head.low == "it"), None)
    doer = doer_before(it, report) if it is not None else None
    return party_of(doer, report) if doer is not None else None


def of_campaign(draft: Draft, report: Report) -> Mention | None:
    """Whose campaign harmed people where "the offensive" did: the one told of last that is somebody's."""
    told = (head for head in draft.finding.role("actor") if lemma(head) in words("campaigns"))
    deed = next((head for head in told if any(kid.low == "the" for kid in head.kids)), None)
    if deed is None or draft.actor is not None:
        return None
    index = deed.sentence.index
    rows = [
        deed.sentence.tokens[: deed.n],
        *(row.tokens for row in reversed(report.sentences[max(0, index - 2) : index])),
    ]
    before = (token for row in rows for token in reversed(row) if lemma(token) in words("campaigns"))
    return next((doer for token in before if (doer := _campaigner(token, report)) is not None), None)


def _campaigner(campaign: Token, report: Report) -> Mention | None:
    """Whose campaign it is: "Borduria's offensive", "Borduria began its offensive"."""
    own = next((kid for kid in campaign.kids if kid.dep == "poss" and kid.low in _OWN), None)
    doer = doer_before(own, report) if own is not None else None
    return party_of(doer, report) if doer is not None else actor_of(campaign, report)


def own_subject(draft: Draft) -> str | None:
    """The party that is told to have done it: "gunmen killed three before …", "an army raid"."""
    return draft.actor.name if draft.actor is not None and _is_among(draft.actor, _subjects(draft)) else None


def is_its_deed(draft: Draft) -> bool:
    """Whether the verb's subject is a deed or craft that is somebody's: "Borduria's offensive", "army jets"."""
    told = draft.kind in ("killed", "injured") or (draft.kind == "attack" and draft.finding.frame.part == "verb")
    if not told or draft.actor is None or own_subject(draft) is not None:
        return False
    return _is_among(draft.actor, [kid for subject in _subjects(draft) for kid in subject.lefts])


def _subjects(draft: Draft) -> list[Token]:
    """The subjects of a verb that has an object, and what stands before a noun that tells an attack."""
    args, trigger = draft.finding.args, draft.finding.trigger
    if draft.finding.frame.part == "noun" and draft.kind == "attack":
        before = (kid for kid in trigger.lefts if kid.dep in ("compound", "amod", "poss"))
        return [kid for kid in before if lemma(kid) not in words("labels")]
    return args.subject if draft.finding.frame.part == "verb" and args.object else []


def _is_among(mention: Mention, tokens: list[Token]) -> bool:
    span = mention.span
    return span is not None and any(span.start <= start < span.end for start in _starts(tokens))


def _starts(heads: list[Token]) -> set[int]:
    """Where these words stand, and the names right behind them: "the rebel group Northern Front"."""
    return {token.start for head in heads for token in (head, *(kid for kid in head.kids if kid.dep == "appos"))}


def own_doer(draft: Draft) -> str | None:
    """The name of the actor whom the fact's own clause names: nobody is said to hit himself."""
    actor, heads = draft.actor, draft.finding.role("actor")
    if actor is None or actor.span is None or actor.span.start not in _starts(heads):
        return None
    return actor.name.lower()
