import marsad


def test_the_public_names_are_these() -> None:
    assert sorted(marsad.__all__) == [
        "Claim",
        "Document",
        "Event",
        "Evidence",
        "Judgement",
        "MarsadError",
        "Mention",
        "Place",
        "Quantity",
        "When",
        "__version__",
        "open",
        "read",
        "read_documents",
    ]
    assert all(hasattr(marsad, name) for name in marsad.__all__)
