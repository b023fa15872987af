"""Measure predicted claims against labelled ones."""
