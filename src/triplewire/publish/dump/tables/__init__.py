"""A store in, CSV tables with their CSVW description out."""
