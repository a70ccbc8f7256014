"""Settings of every test: no deadline, in CI the same examples, and no gate without ../shared."""

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse to be a gate that leaves out what needs ../shared; by hand, such tests are skipped."""
    if "TRIPLEWIRE_GATE" in os.environ and (left_out := list(filter(_is_left_out, items))):
        raise pytest.UsageError(
            f"{len(left_out)} tests would be skipped for want of ../shared, "
            f"{left_out[0].nodeid} first: put it beside the clone, or unset TRIPLEWIRE_GATE"
        )


def _is_left_out(item: pytest.Item) -> bool:
    # Cases that are read from a folder that is not there are none.
    empty = (mark.kwargs["reason"] for mark in item.iter_markers("skip"))
    needing = (
        "../shared" in mark.kwargs["reason"] and mark.args[0]
        for mark in item.iter_markers("skipif")
    )
    return any(reason.startswith("got empty parameter set") for reason in empty) or any(needing)
