"""What reading one input may cost."""

from dataclasses import dataclass

MEBIBYTE = 2**20
MAX_BYTES = 64 * MEBIBYTE  # of one document; a report has a few thousand, a long book two million


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what is read whole, on what an archive may unpack to, and on the process that parses.

    `bytes` is the size of one document or of one file that is read whole; `markup` that of one page without the images
    embedded in it. An archive may hold `members` files and unpack to `unpacked` bytes, or `ratio` times its own size if
    that is less (but always to one document). Parsing may take `seconds` for each answer and `memory` bytes.
    """

    bytes: int = MAX_BYTES
    markup: int = 5 * MEBIBYTE
    members: int = 100_000
    unpacked: int = 4096 * MEBIBYTE
    ratio: int = 100
    seconds: float = 30
    memory: int = 1024 * MEBIBYTE


def megabytes(size: int) -> str:
    """Return a size fit for a sentence: "64 MB"; less than one is told in kB."""
    return f"{size // MEBIBYTE} MB" if size >= MEBIBYTE else f"{max(size // 1024, 1)} kB"
