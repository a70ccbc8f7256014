"""A result in, its line in the article or the file out."""
