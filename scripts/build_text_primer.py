"""Write phrases that reports share: what texts are packed with (`marsad.store.packing`).

    python scripts/build_text_primer.py src/marsad/store/primer-texts-2.txt

Give it the name of a file that is not there yet. One that a version of marsad was released with is never made again:
ledgers are unpacked with it. The phrases are from the reports that were written for this project.
"""

import heapq
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "training" / "composed.docs.jsonl"
SIZE = 16_000  # characters; 30,000 would make texts 2.5 % smaller still, and packing them a third slower
LONG = 6  # characters that must recur to count
WORDS = (3, 5, 8)  # of a phrase


def phrases(text: str) -> Iterator[str]:
    """Yield all runs of so many words."""
    starts = [found.start() for found in re.finditer(r"(?<!\w)\w", text)]
    for many in WORDS:
        for start, end in zip(starts, starts[many:], strict=False):
            yield text[start:end]


def pieces(text: str) -> set[str]:
    """Return all runs of characters that are long enough to count."""
    return {text[at : at + LONG] for at in range(len(text) - LONG + 1)}


def chosen(texts: list[str]) -> Iterator[str]:
    """Yield phrases, those first that add most by the character: what other reports say, and no phrase before."""
    seen = Counter(piece for text in texts for piece in pieces(text))
    worth = {piece: many - 1 for piece, many in seen.items() if many > 1}

    def value(phrase: str) -> float:
        return sum(worth.get(piece, 0) for piece in pieces(phrase)) / len(phrase)

    heap = [(-value(phrase), phrase) for phrase in sorted({each for text in texts for each in phrases(text)})]
    heapq.heapify(heap)
    while heap:
        _, phrase = heapq.heappop(heap)
        now = -value(phrase)  # less than it was, where a phrase before has taken some of it
        if heap and now > heap[0][0]:
            heapq.heappush(heap, (now, phrase))
        elif now < 0:
            yield phrase
            for piece in pieces(phrase):
                worth.pop(piece, None)
        else:
            return


def joined(found: Iterator[str]) -> str:
    """Return phrases one after the other, the first last: what is nearest costs least to point at."""
    some, size = [], 0
    for phrase in found:
        size += len(phrase)
        if size > SIZE:
            break
        some.append(phrase)
    return "".join(reversed(some))


if __name__ == "__main__":
    reports = [" ".join(json.loads(line)["text"].split()) for line in REPORTS.read_text("utf-8").splitlines()]
    with Path(sys.argv[1]).open("x", encoding="utf-8") as file:
        file.write(joined(chosen(reports)))
