"""A plugin of pytest: keeps the tests chosen for a change, and those newer than the record."""

import os
from pathlib import Path
from typing import Any


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Keep the tests that were chosen for a change, and those that the record cannot know."""
    room = Path(os.environ["MUTATION_ROOM"])
    chosen, known = (
        set((room / name).read_text(encoding="utf-8").splitlines()) for name in ("chosen", "known")
    )
    recorded = (room / "known").stat().st_mtime

    def is_new(one: Any) -> bool:
        return one.nodeid not in known and one.path.stat().st_mtime > recorded

    items[:] = [one for one in items if one.nodeid in chosen or is_new(one)]
