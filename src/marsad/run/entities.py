"""Who and what claims may be about, by id."""


def is_known(slot: str, entity: str) -> bool:
    """Whether the slot of a claim ("place", "actor", ...) can hold the entity: a place, a party, or one who speaks."""
    if slot == "place":
        # Building the gazetteer takes a while the first time, and few commands ask.
        from marsad.gazetteer import open_gazetteer  # noqa: PLC0415

        return open_gazetteer().get(entity) is not None
    from marsad.registry import registry  # noqa: PLC0415 - the same

    known = registry()
    return known.actors.party(entity) is not None or known.sources.speaker(entity) is not None
