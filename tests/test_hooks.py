"""What other people's tools take from the top of the repository and from docs/examples works."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.report.reading import sarif
from triplewire.cli import main
from triplewire.shacl import FORMATS

ROOT = Path(__file__).resolve().parents[1]


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


def test_the_hook_has_what_pre_commit_asks_for_and_every_format_that_is_read() -> None:
    hook = _hook()

    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert all(re.search(hook["files"], f"data/a{suffix}") for suffix in FORMATS)
    assert not re.search(hook["files"], "a.ttl.txt")


def test_the_hook_checks_the_files_it_is_given(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_text("<urn:a> <urn:p> <urn:b> .", encoding="utf-8")
    bad.write_text("<urn:a> a <https://w3id.org/triplewire/ns#Actor> .", encoding="utf-8")
    name, *words = shlex.split(_hook()["entry"])
    run = CliRunner()

    assert name == "triplewire"
    assert run.invoke(main, [*words, str(good)]).exit_code == 0
    assert run.invoke(main, [*words, str(good), str(bad)]).exit_code == 1


def test_the_workflow_runs_commands_that_work_and_uploads_what_they_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "examples" / "check.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
    commands = [shlex.split(step["run"]) for step in steps if "run" in step]
    uploads = [step["with"] for step in steps if "upload" in step.get("uses", "")]
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    for command, *words in commands:
        if command == "triplewire":
            result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, result.output
    written = [upload.get("sarif_file") or upload["path"] for upload in uploads]

    assert all((tmp_path / name).is_file() for name in written)
    assert sarif((tmp_path / "report.sarif").read_text(encoding="utf-8"))["results"]
