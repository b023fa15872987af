"""Where refused inputs go, so that the rest of a batch can go on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Complaints:
    """Tell a person what could not be used as it stood, and count what was refused."""

    tell: Callable[[str], None]
    refused: int = 0

    def refuse(self, place: str, reason: object) -> None:
        """Say that the input at `place`, or a part of it, is left out, and why."""
        self.refused += 1
        self.tell(one_line(f"{place}: {reason}"))

    def note(self, place: str, remark: str) -> None:
        """Say how the input at `place` is used, where that is not what one would expect."""
        self.tell(one_line(f"{place}: {remark}"))


def one_line(text: str) -> str:
    """Return `text` with U+FFFD for what moves the cursor or turns the writing: names in archives say anything."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
