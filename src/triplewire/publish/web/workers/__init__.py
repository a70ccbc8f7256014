"""Jobs in, results out: processes that run queries, and are killed at their deadline."""
