"""Turn the patterns of a lexicon into regular expressions over folded text."""

import re
from collections.abc import Iterable, Mapping

# White space inside a phrase: at most one line break, so that no phrase runs from a headline into the text; bounded, so
# that matching stays linear.
SPACE = r"(?:[^\S\n]{0,8}\n[^\S\n]{0,8}|[^\S\n]{1,8})"
GAP = f"(?:{SPACE}|-)"

_LOOKALIKES = {"’": "'", "‘": "'", "‐": "-", "‑": "-"}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def fold(text: str) -> str:
    """Lower-case `text`, with plain apostrophes and hyphens, every character at its place."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for lookalike, plain in _LOOKALIKES.items():
        lower = lower.replace(lookalike, plain)
    return lower


def expand(pattern: str, macros: Mapping[str, str | list[str]]) -> str:
    """Put macros in for their {names}, and leave other names alone; a list stands for any one of its words."""

    def put(match: re.Match[str]) -> str:
        macro = macros.get(match[1], match[0])
        if macro == match[0]:
            return macro
        return expand(macro if isinstance(macro, str) else rf"(?:{'|'.join(macro)})\b", macros)

    return _PLACEHOLDER.sub(put, pattern)


def spaced(pattern: str) -> str:
    """Let each space of `pattern` stand for `SPACE`, and each "[ -]" for a space or a hyphen."""
    return pattern.replace("[ -]", GAP).replace(" ", SPACE)


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any one of these phrases, longest first; hyphens may join their words.

    They are sorted by their first letter, so that most of them are not even tried.
    """
    after: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first = re.escape(word[0])
        after.setdefault(first, []).append(_literal(word).removeprefix(first))
    choices = (f"{first}(?:{'|'.join(rest)})" for first, rest in after.items())
    return f"(?:{'|'.join(choices)})"


def _literal(phrase: str) -> str:
    end = r"(?!\w)" if phrase[-1].isalnum() else ""
    return GAP.join(map(re.escape, phrase.split())) + end


def joined(words: str) -> str:
    """Write a phrase as `any_of` may have been given it: single spaces, no hyphens."""
    return " ".join(words.replace("-", " ").split())
