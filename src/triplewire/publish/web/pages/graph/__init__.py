"""A store in, what pages show of it out: facts, neighbours, addresses."""
