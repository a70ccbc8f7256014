"""An IRI's path in, the document of that thing out, in the format asked for."""
