"""The places of the world, looked up by id, name and sound: one file, built offline once.

gazetteer = opening.open_gazetteer()
gazetteer.find("Idlib"); gazetteer.get("geonames:167611")
"""
