"""What a place, a sentence and a fact are to each other while a place is chosen."""

from dataclasses import dataclass

from marsad.extract.rules.choices.model import Group
from marsad.extract.rules.choices.tree import Tree
from marsad.extract.rules.draft import Draft
from marsad.extract.rules.places import PlaceMention


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A place as named, whatever the fact that it is weighed for.

    `by` is what leads to its name, `over` are the words that it hangs under, by identity, itself among them; `parent`
    is the place that it lies in, and `holds` says that others lie in it. `no_scene` is where nothing told happens, as
    who acts is named after it or somebody speaks there, `homeland` the country that people are from.
    """

    place: PlaceMention
    name: str
    index: int
    paragraph: int
    type: str
    by: str
    over: frozenset[int]
    no_scene: bool
    homeland: bool
    reached: str
    alone: tuple[Group, ...]
    title: bool
    first: bool
    theatre: bool
    landmark: bool
    main: bool
    parent: str
    holds: bool

    @property
    def stands_out(self) -> bool:
        """Whether it is not just one of many places."""
        return self.title or self.first or self.theatre or self.landmark


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the facts of a sentence share: the places that it names, the kinds it points back to, the places offered."""

    inside: list[PlaceMention]
    names: frozenset[str]
    widest: int
    types: frozenset[str]
    sites: list[Site]


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A draft with what its places are held against.

    `centred` says that a place is not what the report talked of last, and that it is.
    """

    draft: Draft
    scene: Scene
    kind: str
    part: str
    back: bool
    meant: frozenset[str]
    centre: str
    centred: tuple[Group, Group]
    tree: Tree
    closest: float
    manner: str
    times: str
