"""Bytes to documents: what may go wrong with an input goes wrong here, once, in words."""
