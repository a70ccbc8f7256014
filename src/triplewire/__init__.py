"""Turn news into linked data that can be checked."""

__version__ = "0.2.0"
