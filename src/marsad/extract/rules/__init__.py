"""Claims by rules over the parsed sentences, with small linear models where rules leave a choice."""
