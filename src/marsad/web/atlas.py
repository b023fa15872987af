"""The gazetteer as the desk asks it: loaded when it is first needed, so that the desk opens sooner."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.gazetteer.gazetteer import Gazetteer


def atlas() -> "Gazetteer":
    """Return the open gazetteer."""
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415 - slow to import

    return open_gazetteer()
