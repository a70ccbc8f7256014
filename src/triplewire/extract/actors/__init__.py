"""A page in, who is named on it out: persons, bodies, states and documents, with their roles."""
