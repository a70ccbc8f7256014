"""Settings of every test: no deadline, and in CI the same examples every time."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def network() -> Iterator[None]:
    """Let the process of the tests keep its network: commands that give it up run in it too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("triplewire.system.isolation.leave_network", lambda: True)
        yield
