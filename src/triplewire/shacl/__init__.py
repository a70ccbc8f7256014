"""Shapes and data in, SHACL reports out; knows nothing of what the data are about."""
