"""Bytes to documents: what may go wrong with an input goes wrong here, once, in words."""

from marsad.read.complaints import Complaints
from marsad.read.day import parse_day
from marsad.read.defaults import Defaults
from marsad.read.fields import FIELDS, STANDARD, parse_columns
from marsad.read.found import Found
from marsad.read.inputs import count_documents, read_inputs, read_sources
from marsad.read.limits import Limits
from marsad.read.terms import Fetch, Terms

__all__ = [
    "FIELDS",
    "STANDARD",
    "Complaints",
    "Defaults",
    "Fetch",
    "Found",
    "Limits",
    "Terms",
    "count_documents",
    "parse_columns",
    "parse_day",
    "read_inputs",
    "read_sources",
]
