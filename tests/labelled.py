"""Reports from files of one JSON object a line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from marsad.model import Document

HERE = Path(__file__).parent
GOLD = HERE / "gold"
SHIPPED = ["seed", "syria", "latin", "afghan"]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def documents(folder: Path, name: str) -> list[Document]:
    return [document(row) for row in rows(folder / f"{name}.docs.jsonl")]


def document(row: dict[str, Any]) -> Document:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    outlet, title = row.get("outlet") or "", row.get("title") or ""
    return Document(text=row["text"], id=row["id"], title=title, outlet=outlet, published=published)
