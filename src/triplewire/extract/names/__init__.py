"""Words in, whether and whose name they are out: the gazetteer, the shapes of names."""
