"""Who works on a build has what it was begun with; who has not says what differs."""

import sys
from pathlib import Path

import pytest

from triplewire import __version__
from triplewire.engines import check, fingerprint
from triplewire.engines.spark import Spark
from triplewire.engines.spark_session import settings
from triplewire.errors import EngineError


def test_the_same_versions_and_models_are_fine() -> None:
    check(fingerprint("model 1"), "model 1")


def test_what_differs_is_said() -> None:
    wanted = (f"triplewire {__version__}", "Python 2.7", *fingerprint()[2:], "model 1")
    with pytest.raises(EngineError, match=r"a worker has Python 3\.\d+; the build has Python 2.7"):
        check(wanted, "model 1")
    with pytest.raises(EngineError, match="a worker has less; the build has model 1"):
        check(fingerprint("model 1"))


@pytest.mark.parametrize(
    ("master", "found"),
    [
        ("local[2]", "local[2,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2,1]", "local[2,1]"),
        ("local-cluster[2,1,1024]", "local-cluster[2,1,1024]"),
        ("spark://host:7077", "spark://host:7077"),
    ],
)
def test_a_part_that_is_lost_is_done_again_on_one_machine_too(master: str, found: str) -> None:
    assert settings(master)["spark.master"] == found
    assert ("spark.driver.host" in settings(master)) == master.startswith("local")


def test_where_spark_is_not_installed_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(EngineError, match="not installed") as caught:
        Spark(tmp_path, master="local[2]")

    assert "triplewire[spark]" in caught.value.hint
