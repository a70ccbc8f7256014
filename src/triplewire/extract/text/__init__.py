"""A page and its stretches in, answers about characters out: marks, dates, sentences."""
