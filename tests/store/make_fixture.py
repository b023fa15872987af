"""Makes the ledger of the present schema that later versions must open.

    PYTHONPATH=src:tests python tests/store/make_fixture.py

Run it once, before a schema is released; a file of a released schema is never made again.
"""

from pathlib import Path

from contract.samples import everything
from marsad.store import migrations, open_store, sqlite

FOLDER = Path(__file__).parent / "fixtures"


def main() -> None:
    """Write the file."""
    sqlite.PAGE = 512  # so that it is small
    path = FOLDER / f"schema-{len(migrations.STEPS)}.marsad"
    path.unlink(missing_ok=True)
    with open_store(str(path), create=True) as store:
        everything(store)


if __name__ == "__main__":
    main()
