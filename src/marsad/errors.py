"""Every error that marsad raises on purpose.

MarsadError                 base: one sentence saying what is wrong, where, and what to do
├── InputError              a file, line or option that cannot be used; the rest of the batch goes on
├── DataError               a file under ``data/`` breaks its own schema
├── ModelMissingError       the language model is absent or not the pinned one
├── EvidenceError           a quotation is not in its document
└── StoreError              a ledger cannot be opened, read or written
    └── ConflictError       an id is taken by a record with other content
"""


class MarsadError(Exception):
    """Base of all errors raised on purpose; its text is fit to show to a person."""


class InputError(MarsadError):
    """An input cannot be used. Callers go on with the next."""


class DataError(MarsadError):
    """A data file breaks its schema. Callers stop: results would be wrong."""


class ModelMissingError(MarsadError):
    """The language model is absent or differs from the pinned one. Callers stop."""


class EvidenceError(MarsadError):
    """A quotation does not say what its document says at that place."""


class StoreError(MarsadError):
    """A ledger cannot be opened, read or written as asked; what it holds is as it was."""


class ConflictError(StoreError):
    """An id is taken by a record with other content. Callers give the new one an id of its own."""
