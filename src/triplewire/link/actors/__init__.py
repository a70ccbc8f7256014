"""The actors of all articles in, which of them are one out."""
