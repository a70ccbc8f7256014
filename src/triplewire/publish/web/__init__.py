"""A store in, a web server out: SPARQL, documents of things, and pages; read-only."""
