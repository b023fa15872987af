"""Slots with several candidates: plain features, and small linear models that weigh them."""
