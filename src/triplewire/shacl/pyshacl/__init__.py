"""The same by pySHACL: the witness against which the compiled shapes are held."""
