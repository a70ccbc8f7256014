"""Settings of every test: no deadline, in CI the same examples, and no gate without ../shared."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")

GATE = "TRIPLEWIRE_GATE" in os.environ
# What takes long begins first, so that no processor is left with it at the end.
LONG = {"test_corpora.py", "test_reliability.py", "test_docs.py", "test_hostile.py"}
PUT_IT = "put it beside the clone, or unset TRIPLEWIRE_GATE"


# Where the tests are started in the background an interrupt is ignored, also by what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def network() -> Iterator[None]:
    """Let the process of the tests keep its network: commands that give it up run in it too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("triplewire.system.isolation.leave_network", lambda: True)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse to be a gate that leaves out what needs ../shared; by hand, such tests are skipped.

    Where several processes share the tests, what takes long begins.
    """
    # Of what a worker of xdist raises here, nobody could read the reason: there, each test fails.
    here = GATE and not hasattr(config, "workerinput")
    if here and (left_out := list(filter(_is_left_out, items))):
        raise pytest.UsageError(
            f"{len(left_out)} tests would be skipped for want of ../shared, "
            f"{left_out[0].nodeid} first: {PUT_IT}"
        )
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path.name not in LONG)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test fail in a gate that would be skipped for want of ../shared."""
    if GATE and _is_left_out(item):
        pytest.fail(f"it needs ../shared: {PUT_IT}", pytrace=False)


def _is_left_out(item: pytest.Item) -> bool:
    # Cases that are read from a folder that is not there are none.
    empty = (mark.kwargs["reason"] for mark in item.iter_markers("skip"))
    needing = (
        "../shared" in mark.kwargs["reason"] and mark.args[0]
        for mark in item.iter_markers("skipif")
    )
    return any(reason.startswith("got empty parameter set") for reason in empty) or any(needing)
