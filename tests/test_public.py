import marsad


def test_the_public_names_are_these() -> None:
    assert sorted(marsad.__all__) == [
        "Claim",
        "Document",
        "Evidence",
        "MarsadError",
        "Mention",
        "Quantity",
        "When",
        "__version__",
        "read",
        "read_documents",
    ]
    assert all(hasattr(marsad, name) for name in marsad.__all__)
