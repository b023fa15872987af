"""Write data/lexicon/en/common_words.txt: the words that are lower case in running English.

The source is SCOWL, the word lists behind most spelling checkers, which keeps names apart from words.
Debian installs it with ``apt install scowl``; elsewhere pass the folder that holds ``english-words.10``.
Run it as ``python scripts/build_common_words.py [FOLDER]``. The same SCOWL gives the same file.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

HERE = Path(__file__).parents[1] / "src" / "marsad" / "data" / "lexicon" / "en"
SIZE = 55  # SCOWL's measure of rarity: words that any reader knows; beyond it lie more words that are somebody's name
_PLAIN = re.compile("[a-z]{2,}")


def rarity(folder: Path, kinds: str) -> dict[str, int]:
    """Return each word of the lists of these kinds with the lowest size at which SCOWL has it."""
    found: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        name = re.fullmatch(rf".*-(?:{kinds})\.(\d+)", path.name)
        if name and "variant_3" not in path.name:
            for word in path.read_text("latin-1").split():
                found[word.lower()] = min(int(name[1]), found.get(word.lower(), 99))
    return found


def common(folder: Path) -> Iterable[str]:
    """Return the words that are no commoner as names, and what the case table adds and takes away."""
    words, names = rarity(folder, "words"), rarity(folder, "upper|proper-names")
    table = yaml.safe_load((HERE / "case.yml").read_text("utf-8"))
    plain = {
        word for word, size in words.items() if size <= SIZE and _PLAIN.fullmatch(word) and names.get(word, 99) > size
    }
    return sorted((plain | {"a"} | set(table["words"])) - set(table["names"]))


if __name__ == "__main__":
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict/scowl")
    (HERE / "common_words.txt").write_text("\n".join(common(source)) + "\n", "utf-8")
