"""A store in, files for others out: RDF, tables, a catalogue, checksums."""
