"""What the names in claims stand for: places, parties, speakers."""
