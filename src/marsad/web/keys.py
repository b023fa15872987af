"""The keyboard: what each key does and where, read from ``data/desk/keys.yml`` and checked for clashes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from marsad.errors import DataError
from marsad.lexicon import load

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Key:
    """One binding: `keys` are alternatives as `KeyboardEvent.key` names them ("g i" is two pressed in turn).

    `action` is the name that pages give to a function; `where` is "everywhere" or the kind of screen.
    """

    action: str
    keys: tuple[str, ...]
    does: str
    where: str = EVERYWHERE


@cache
def bindings() -> tuple[Key, ...]:
    """Return all bindings, in the order in which help shows them. Raise `DataError` where two share a key."""
    entries = load("desk/keys.yml")["keys"]
    found = tuple(
        Key(entry["action"], tuple(entry["keys"]), entry["does"], entry.get("where", EVERYWHERE)) for entry in entries
    )
    check(found)
    return found


def check(keys: Iterable[Key]) -> None:
    """Raise `DataError` if a key does two things on one screen, or begins a longer one there."""
    keys = list(keys)
    for screen in {key.where for key in keys}:
        here = [press for key in keys if key.where in {EVERYWHERE, screen} for press in key.keys]
        heads = {press.split(" ")[0] for press in here if " " in press}
        twice = [press for press, times in Counter(here).items() if times > 1]
        if clash := sorted({*twice, *(press for press in here if press in heads)}):
            raise DataError(f"data/desk/keys.yml: on {screen}, {', '.join(clash)} would do two things; give one away.")
