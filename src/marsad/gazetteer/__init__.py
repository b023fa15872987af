"""The places of the world, looked up by id, name and sound: one file, built offline once.

gazetteer = open_gazetteer()
gazetteer.find("Idlib"); gazetteer.get("geonames:167611")
"""

from marsad.gazetteer.gazetteer import Gazetteer, Hit
from marsad.gazetteer.home import open_gazetteer
from marsad.gazetteer.records import Layer

__all__ = ["Gazetteer", "Hit", "Layer", "open_gazetteer"]
