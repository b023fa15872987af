"""Bytes to documents: what may go wrong with a file goes wrong here, once, in words."""

from marsad.read.complaints import Complaints
from marsad.read.day import parse_day
from marsad.read.defaults import Defaults
from marsad.read.inputs import count_documents, read_inputs

__all__ = ["Complaints", "Defaults", "count_documents", "parse_day", "read_inputs"]
