"""RDF data in, terms, values and indexes out."""
