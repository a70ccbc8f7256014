"""The compiled SHACL engine: shapes become closures over an index of terms in N-Triples form."""
