"""A frame, and a frame met in a sentence."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from marsad.extract.rules.grammar import Arguments
from marsad.extract.sentence import Sentence, Token

_ACT = {
    "actor": ["by", "possessor", "subject", "modifier_party"],
    "target": ["on", "against", "object", "with", "of", "targeting", "at"],
    "place": ["in", "on", "near", "at", "of", "against", "outside"],
    "count": ["self"],
}
_ROLES = ("victim", "actor", "target", "place", "count")
_DEFAULTS: dict[str, dict[str, list[str]]] = {"noun": _ACT, "verb": {"actor": ["subject", "by"]}}


@dataclass(frozen=True, eq=False)
class Frame:
    """One way of telling a fact: a trigger word, what must stand around it, and where its roles are found.

    `word` is the trigger as listed; `part` its part of speech; `rule` the entry of the data file.
    """

    kind: str
    part: str
    word: str
    rule: dict[str, Any]

    @cached_property
    def words(self) -> list[str]:
        """The words of the trigger."""
        return self.word.split()

    @cached_property
    def is_bare_word(self) -> bool:
        """Whether the word that it is found by is all of its trigger, wherever that stands."""
        return self.part == "adjective" or (len(self.words) == 1 and self.part != "suffix")

    @cached_property
    def paths(self) -> dict[str, list[str]]:
        """Where each role is looked for, best first."""
        default = _DEFAULTS.get(self.part, {})
        found = {role: self.rule.get(role, default.get(role, [])) for role in _ROLES}
        return {role: paths for role, paths in found.items() if paths}

    @cached_property
    def transitive(self) -> bool:
        """Whether the verb needs an object: its victim, target or the condition for it stands there."""
        first = [paths[0] for role in ("victim", "target") if (paths := self.rule.get(role))]
        return self.part == "verb" and (
            "object" in first or "object" in self.rule.get("needs", {}) or "object" in self.rule.get("with", {})
        )


@dataclass(slots=True, eq=False)
class Finding:
    """A frame met in a sentence, with the words that fill its roles.

    `means` are other words that tell of the same act ("the blast was carried out by a suicide bomber"); `method` is the
    manner of an attack.
    """

    frame: Frame
    trigger: Token
    args: Arguments
    roles: dict[str, list[Token]] = field(default_factory=dict)
    means: list[Token] = field(default_factory=list)
    method: str | None = None

    @property
    def kind(self) -> str:
        """The kind of claim."""
        return self.frame.kind

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.trigger.sentence

    def role(self, name: str) -> list[Token]:
        """The words found for a role; none where the text gives none."""
        return self.roles.get(name, [])
