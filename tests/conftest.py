"""Settings of every test: no deadline, because machines differ; the same examples every time in CI."""

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")
