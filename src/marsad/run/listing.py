"""Values in order, as rows, and as the tables of those who use pandas."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar, overload

from marsad.errors import InputError

Item = TypeVar("Item")
Row = dict[str, Any]


@dataclass(frozen=True)
class Listing(Sequence[Item], Generic[Item]):
    """A sequence of values; `row` makes what JSON holds of one of them."""

    items: tuple[Item, ...]
    row: Callable[[Item], Row]

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        return self.items[index]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each value."""
        return map(self.row, self.items)

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`: a line for each value; lists of words are joined, records in them left out.

        Raise `InputError` where pandas is not installed.
        """
        return _library("pandas").DataFrame([flat(row) for row in self.rows()])

    def to_geopandas(self) -> Any:
        """Return a `geopandas.GeoDataFrame` in WGS 84, with a point where a place is known.

        Raise `InputError` where geopandas is not installed.
        """
        library = _library("geopandas")
        frame = self.to_pandas()
        points = library.points_from_xy(frame.get("longitude"), frame.get("latitude"))
        return library.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def flat(row: Row) -> Row:
    """Return a row whose fields are words and numbers: lists of words joined, other lists and records left out."""
    plain = {name: ", ".join(value) if _is_words(value) else value for name, value in row.items()}
    return {name: value for name, value in plain.items() if not isinstance(value, list | dict)}


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise InputError(f"{name} is not installed; pip install {name}, or use rows() instead.") from None
