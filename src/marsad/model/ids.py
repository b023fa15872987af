"""Names derived from content, so that the same record has the same name everywhere."""

import hashlib


def digest(prefix: str, *parts: str) -> str:
    """Return ``prefix`` and 20 hex digits of the SHA-256 of `parts`.

    Each part is framed by its length, so that ("ab", "c") and ("a", "bc") differ.
    """
    framed = "".join(f"{len(part)}:{part}" for part in parts)
    return f"{prefix}-{hashlib.sha256(framed.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
