"""What one page may cost, and how fast a host is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one page: its `bytes`, the `seconds` until it is there, the `redirects` on the way.

    A host is asked every `delay` seconds at most, or as its robots.txt asks for; if that is more than `patience`, its
    pages are refused.
    """

    bytes: int = 64 * 2**20
    seconds: float = 60
    redirects: int = 3
    delay: float = 2
    patience: float = 60
