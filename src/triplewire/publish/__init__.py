"""A store in, files for others out."""
