"""The word for a cluster in, Spark's session with what this program needs of it out."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triplewire.errors import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Rows that Spark hands to Python together.
BATCH = 256
# Spark does a part again when its worker was lost; on one machine only when it is told so.
_ATTEMPTS = 4
_LOCAL = re.compile(r"local\[([0-9*]+)\]")


def opened(master: str | None) -> "SparkSession":
    """Return Spark's session.

    Raises: EngineError.
    """
    try:
        from py4j.protocol import Py4JError  # noqa: PLC0415
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(
            f"Spark is not installed: {error}", hint="pip install 'triplewire[spark]'"
        ) from error
    builder = SparkSession.builder.appName("triplewire")
    for name, value in settings(master).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        raise EngineError(
            f"Spark cannot be started: {_first_line(error)}",
            where=master or "",
            hint="it needs Java 17 or newer (JAVA_HOME), and a master that it knows",
        ) from error
    if _on_this_machine(master):
        session.sparkContext.pythonExec = os.environ.get("PYSPARK_PYTHON", sys.executable)
    return session


def settings(master: str | None) -> dict[str, str]:
    """Return what Spark is started with."""
    found = {
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
        "spark.sql.session.timeZone": "UTC",
        # As in Embedded: no worker runs what lies in the folder that it is started in.
        "spark.executorEnv.PYTHONSAFEPATH": "1",
    }
    if master is not None:
        found["spark.master"] = _LOCAL.sub(rf"local[\1,{_ATTEMPTS}]", master)
    if _on_this_machine(master):
        found["spark.driver.host"] = found["spark.driver.bindAddress"] = "127.0.0.1"
    return found


def _on_this_machine(master: str | None) -> bool:
    return master is not None and master.startswith("local")


@contextmanager
def faults() -> Iterator[None]:
    """Turn what Spark says into an error that says what to do; bugs stay what they are.

    Raises: EngineError.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import AnalysisException, PySparkException  # noqa: PLC0415

    try:
        yield
    except AnalysisException:
        raise
    except (PySparkException, Py4JError) as error:
        if "Traceback (most recent call last)" in str(error):
            raise
        raise EngineError(
            f"Spark cannot go on: {_first_line(error)}",
            hint="Spark's own log says more; what is stored stays",
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
