"""Who there is: parties to wars and those who speak of them, read from `data/actors/` and `data/sources/`."""

from marsad.registry.actors import Actors, Meant, Stand
from marsad.registry.load import Registry, registry
from marsad.registry.sources import Sources

__all__ = ["Actors", "Meant", "Registry", "Sources", "Stand", "registry"]
