"""Read news reports about armed conflict and turn them into attributed, checkable claims."""

__version__ = "0.1.0"
