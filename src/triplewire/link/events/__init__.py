"""The events of all articles in, which of them are one out."""
