"""What the facts of a sentence tell of each other: harm has its act's doer, an act those whom it harmed."""

from marsad.extract.rules.draft import Draft
from marsad.extract.rules.nouns import counted, lemma, noun_classes
from marsad.extract.rules.parties import alike
from marsad.extract.rules.parties import words as parties
from marsad.extract.rules.victims import HURT
from marsad.extract.rules.whose import CIVILIANS, lived_in
from marsad.extract.sentence import Token
from marsad.model import Mention, Polarity

_SOMEBODY = frozenset({"civilians", "professions", "combatants"})
_TOLD = frozenset({"nsubj", "nsubjpass", "dobj"})
_THEIRS = frozenset({"his", "her", "their"})
_THERE = Mention(CIVILIANS)
_HARM = frozenset({"killed", "injured", "damage", "displaced"})


def share(made: list[Draft]) -> None:
    """Harm takes its actor from the act that caused it in the same sentence; an act takes its victims as target."""
    attacks = [draft for draft in made if draft.kind == "attack"]
    for act in attacks:
        _take_doer(act, made)
    for draft in made:
        if draft.kind in _HARM:
            _take_actor(draft, attacks)
    for draft in made:
        _take_target(draft, made)
    _take_all_victims(attacks, [draft for draft in made if draft.kind in HURT])


def _take_target(draft: Draft, made: list[Draft]) -> None:
    """Figures alone are of those told of with them: "killed 28 and wounded 30 rebels"."""
    if draft.kind in HURT and draft.target is None and draft.victim is not None and _is_figure(draft.victim):
        draft.target = next((one.target for one in made if _is_told_with(one, draft)), None)


def _take_all_victims(attacks: list[Draft], hurt: list[Draft]) -> None:
    for act in attacks:
        if (owner := _owner_hurt(act, hurt)) is not None:
            act.target = owner
        elif act.target is not None and lived_in(act.target, act.sentence):
            act.target = _civilians(hurt) or (_THERE if _were_home(act, hurt) else act.target)
        elif act.target is None and len(attacks) == 1:
            _take_victims(act, [draft for draft in hurt if draft.target is not None])


def _take_doer(act: Draft, made: list[Draft]) -> None:
    """Whose act it is by the harm that was done in it: "the army killed 12 rebels in a raid"."""
    noun = act.finding.trigger
    if act.actor is not None or noun.dep != "pobj" or noun.head.low not in ("in", "during"):
        return
    done = next((one for one in made if one.finding.trigger is noun.head.head and one.kind in _HARM), None)
    if done is not None and done.finding.role("actor") and not act.finding.role("actor"):
        act.finding.roles["actor"] = done.finding.role("actor")
        act.actor = done.actor


def _take_actor(draft: Draft, attacks: list[Draft]) -> None:
    """Who made the nearest attack did the harm; who came upon a mine did not ("ran over a mine, wounding three")."""
    if draft.actor is not None:
        mined = [act.target.name for act in attacks if act.method == "ied" and act.actor is None and act.target]
        draft.actor = None if draft.actor.name in mined else draft.actor
    elif not _points_to_doer(draft):
        near = min(attacks, key=lambda act: abs(act.finding.trigger.n - draft.finding.trigger.n), default=None)
        draft.actor = near.actor if near is not None else None


def _points_to_doer(draft: Draft) -> bool:
    """Whether a pronoun says who did it, which is looked for once it is known who speaks: "it downed 62 drones"."""
    return any(head.tag == "PRP" for head in draft.finding.role("actor"))


def _is_figure(victim: Token) -> bool:
    """Whether the figure alone, or "others", stands for people: "and wounded 30", "and 30 others wounded"."""
    return victim.pos == "NUM" or lemma(victim) in parties("figures")


def _is_told_with(one: Draft, other: Draft) -> bool:
    """Whether "and" joins the harm to other harm, of whose people the words tell: "killed 28 and wounded 30 rebels"."""
    verb, beside = one.finding.trigger, other.finding.trigger
    listed = beside.dep == "acl" and beside.head.dep == "conj" and verb.dep == "dobj"  # "12 dead and 20 wounded"
    joined = verb.head is beside or beside.head is verb or (listed and beside.head.head is verb.head)
    return joined and one.kind in HURT and one.kind != other.kind and one.target is not None and not one.subset


def _owner_hurt(act: Draft, hurt: list[Draft]) -> Mention | None:
    """Whose the struck thing is where those hurt stand before it: "three medics died when it hit their ambulance"."""
    heads = [counted(head) for head in act.finding.role("target")]
    owned = next((head for head in heads if any(kid.dep == "poss" and kid.low in _THEIRS for kid in head.kids)), None)
    if owned is None:
        return None
    doers, named = act.finding.role("actor"), {one.victim.n: one.target for one in hurt if one.victim and one.target}
    for token in reversed(owned.sentence.tokens[: owned.n]):
        if token.n in named:
            return named[token.n]
        if token not in doers and token.dep in _TOLD and noun_classes(token) & _SOMEBODY:
            return None
    return None


def _civilians(hurt: list[Draft]) -> Mention | None:
    return next((draft.target for draft in hurt if draft.target is not None and draft.target.name == CIVILIANS), None)


def _were_home(act: Draft, hurt: list[Draft]) -> bool:
    """Whether people of whom no more is said were hurt where people live or learn: "hit a house, killing four"."""
    struck = (counted(head) for head in act.finding.role("target"))
    known = any(noun.pos == "NOUN" and lemma(noun) in parties("homes") | parties("dwellings") for noun in struck)
    told = (draft for draft in hurt if draft.polarity is Polarity.ASSERTED and draft.victim is not None)
    return known and any(draft.target is None for draft in told)


def _take_victims(act: Draft, hurt: list[Draft]) -> None:
    """The target of a sentence's only act is whom it killed or wounded, unless they are its actor's own."""
    whole = [draft.target for draft in hurt if not draft.subset and draft.polarity is Polarity.ASSERTED]
    victim = next(iter(whole), None)
    if victim is not None and not (act.actor is not None and alike(act.actor.name, victim.name)):
        act.target = victim
        act.because("target", "whom it killed or wounded")
