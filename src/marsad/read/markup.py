"""What can be told of HTML without parsing it, in time that grows with its length and no faster.

A regular expression walks over the tags. What it finds is no page, but it loses nothing to nesting, so that what a
parser finds can be held against it.
"""

import re
from collections.abc import Iterator
from html import unescape

# Possessive: what was taken as part of a tag is not tried in another way, or hostile pages would take hours.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<silent>script|style|template)\b.*?(?:</(?P=silent)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?:=\s*+\"[^\"]*+(?:\"|\Z)|=\s*+'[^']*+(?:'|\Z)|[^>])*+(?:>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th title tr ul".split()
)
# These hold nothing, or end by themselves where the next begins: they do not add to the depth.
_SHALLOW = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split()
)
_BLANKS = re.compile(r"\s+")
_IMAGE = re.compile(r"data:[\w/+.-]{1,100}(?:;[\w=-]{1,100})*;base64,[\w+/=%-]*+")


def plain(markup: str) -> str:
    """Return the text of a piece of HTML: paragraphs a line each, white space as a browser shows it."""
    pieces = ("\n" if name in _BLOCKS else _BLANKS.sub(" ", unescape(text)) for text, name, _ in _pieces(markup))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def count_words(markup: str) -> int:
    """Return the number of words outside tags, scripts and styles, however deep they are nested."""
    return sum(len(unescape(text).split()) for text, _, _ in _pieces(markup))


def depth(markup: str) -> int:
    """Return how many elements are open at once, at most, as a reader of tags would count them."""
    deepest = level = 0
    for _, name, ends in _pieces(markup):
        if name and name not in _SHALLOW:
            level = max(level + (-1 if ends else 1), 0)
            deepest = max(deepest, level)
    return deepest


def without_images(markup: str) -> str:
    """Return `markup` without the bytes of images and fonts that are embedded in it: they may be most of a page."""
    return _IMAGE.sub("data:,", markup)


def _pieces(markup: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (text, "", False) and ("", name of the tag, whether it is an end tag), in turn."""
    at = 0
    for tag in _TAG.finditer(markup):
        yield markup[at : tag.start()], "", False
        yield "", (tag["name"] or "").lower(), bool(tag["end"])
        at = tag.end()
    yield markup[at:], "", False
