"""What goes wrong when shapes are compiled."""


class NotCompiledError(Exception):
    """Say that a shape uses something that only pySHACL knows."""
