"""A parsed sentence in, who reports what to whom out: verbs of reporting and their parties."""
