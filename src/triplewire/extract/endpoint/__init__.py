"""A text in, a draft out, by a model behind an OpenAI-compatible endpoint."""
