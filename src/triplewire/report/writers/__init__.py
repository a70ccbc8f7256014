"""Findings in, a report out: one file for each format."""
