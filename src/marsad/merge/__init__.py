"""Claims into events: block, score, cluster; tolls apart; every merge with its reasons."""

from marsad.merge.lineage import Lineage
from marsad.merge.merger import Merged, Merger
from marsad.merge.reprints import Copy, Reprints, find_reprints

__all__ = ["Copy", "Lineage", "Merged", "Merger", "Reprints", "find_reprints"]
