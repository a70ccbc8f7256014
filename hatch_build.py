"""Bundle the workbench's editor into the wheel where Node is there; leave it out where it is not.

Without the bundle the workbench has a plain editor and does all the same: nothing here ever fails
a build. An editable install only bundles what is installed already, so that it stays quick; set
TRIPLEWIRE_EDITOR=no to leave the editor out of any build.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_STATIC = "src/triplewire/publish/web/static"
_MADE = ("editor.js", "editor.LICENSES.txt")
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0",
            "--fetch-timeout=10000", "--silent")  # fmt: skip
# Seconds; what takes longer is given up.
_PATIENCE = 60


class EditorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs web/build.mjs before the wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the editor if that can be done, and put it into the wheel."""
        root = Path(self.root)
        if os.environ.get("TRIPLEWIRE_EDITOR") != "no" and _bundle(root, version == "editable"):
            build_data["artifacts"] += [f"/{_STATIC}/{name}" for name in _MADE]


def _bundle(root: Path, editable: bool) -> bool:
    web = root / "web"
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or not (web / "build.mjs").is_file():
        return False
    if not (web / "node_modules" / "esbuild").is_dir() and (
        editable or npm is None or not _runs([npm, *_INSTALL], web)
    ):
        return False
    return _runs([node, "build.mjs", str(root / _STATIC)], web)


def _runs(command: list[str], folder: Path) -> bool:
    try:
        return (
            subprocess.run(  # noqa: S603  our own command, without a shell
                command, cwd=folder, capture_output=True, timeout=_PATIENCE, check=False
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
