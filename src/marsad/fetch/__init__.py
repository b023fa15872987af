"""Pages from the web, when a person asks for them: public addresses only, within limits, and as robots.txt allows."""

from marsad.fetch.addresses import is_public
from marsad.fetch.fetcher import Fetched, Fetcher
from marsad.fetch.limits import Limits

__all__ = ["Fetched", "Fetcher", "Limits", "is_public"]
