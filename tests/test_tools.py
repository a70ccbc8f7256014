"""Pages that are made from other files are up to date."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_of_the_ontology_is_what_the_tool_makes() -> None:
    spec = importlib.util.spec_from_file_location("tool", ROOT / "tools" / "document_ontology.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == tool.page()
