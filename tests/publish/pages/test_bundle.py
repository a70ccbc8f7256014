"""What the editor is bundled from is pinned, and none of it is in the repository."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_every_package_is_pinned_by_version_and_hash() -> None:
    wanted = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: of for name, of in locked["packages"].items() if name}

    for kind in ("dependencies", "devDependencies"):
        for name, version in wanted[kind].items():
            assert packages[f"node_modules/{name}"]["version"] == version
    assert all(of["integrity"].startswith("sha512-") for of in packages.values())


def test_the_bundle_and_its_packages_are_not_in_the_repository() -> None:
    made = ["src/triplewire/publish/web/static/editor.js", "web/node_modules/esbuild/package.json"]
    for path in made:
        ignored = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
        assert ignored.returncode in {0, 128}, path  # 128: not a clone, but what was unpacked
