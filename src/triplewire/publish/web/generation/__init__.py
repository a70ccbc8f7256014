"""A store folder in, the generation that is served out, and the news when it changes."""
