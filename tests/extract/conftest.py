"""Pages of annotated texts, whose network is as sure as it says."""

from pathlib import Path

import pytest

from tests.extract.annotated import PageOf
from triplewire.extract.tagger import sureness


@pytest.fixture
def page_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PageOf:
    monkeypatch.setattr(sureness, "curves", dict)
    return PageOf(tmp_path)
