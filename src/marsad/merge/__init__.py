"""Claims into events: block, score, cluster; tolls apart; every merge with its reasons."""

from marsad.merge.doubts import doubts
from marsad.merge.explain import Explanation, explain
from marsad.merge.lineage import Lineage
from marsad.merge.merger import Merged, Merger
from marsad.merge.reprints import Copy, Reprints, find_reprints

__all__ = ["Copy", "Explanation", "Lineage", "Merged", "Merger", "Reprints", "doubts", "explain", "find_reprints"]
