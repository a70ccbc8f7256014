"""A plugin of pytest: keeps the tests chosen for a change, and those newer than the record."""

import os
from pathlib import Path
from typing import Any


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Keep the tests that were chosen for a change, and those that are newer than the record."""
    chosen, known = (
        set(Path(os.environ[name]).read_text(encoding="utf-8").splitlines())
        for name in ("MUTANTS_CHOSEN", "MUTANTS_KNOWN")
    )
    items[:] = [one for one in items if one.nodeid in chosen or one.nodeid not in known]
