"""A page in, what was measured according to it out: value, unit, measure, period and rank."""
