"""Put the parts together: documents in, claims out."""
