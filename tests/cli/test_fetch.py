"""triplewire fetch says what it asked for and what came of it."""

from pathlib import Path

from click.testing import CliRunner

from tests.fetch.site import newsroom, page, serving
from triplewire.cli import main


def test_fetch_counts_its_requests_and_names_its_files(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room", "delay = 0")
    with serving({"/a": page(b"<p>A</p>", etag='"1"')}) as site:
        good, bad = (f"http://127.0.0.1:{site.port}{path}" for path in ("/a", "/b"))
        call = ["fetch", good, bad, "--newsroom", str(room)]
        refused = CliRunner().invoke(main, call)
        dry = CliRunner().invoke(main, [*call, "--allow-private", "--dry-run"])
        asked = list(site.paths)
        first = CliRunner().invoke(main, [*call, "--allow-private"])
        again = CliRunner().invoke(main, ["fetch", good, *call[3:], "--allow-private"])

    assert (refused.exit_code, asked) == (1, [])
    assert refused.stderr.count("127.0.0.1 is in a private network") == 2
    assert (dry.exit_code, dry.stdout) == (0, f"{good}: as a whole\n{bad}: as a whole\n")
    assert first.exit_code == 1
    assert first.stderr == f"{bad}: 404 Not Found\n"
    counts, file = first.stdout.splitlines()
    assert counts == (
        "requests: 3; for robots.txt: 1; only if changed: 0; kept: 1; not changed: 0; refused: 1"
    )
    assert Path(file).is_relative_to(room / "articles" / "fetched" / "127.0.0.1")
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == (
        "requests: 1; for robots.txt: 0; only if changed: 1; kept: 0; not changed: 1; refused: 0\n"
    )


def test_fetch_without_a_contact_says_what_to_write(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["fetch", "https://a.example/", "--newsroom", str(tmp_path)])

    assert told.exit_code == 3
    assert 'contact = "desk@example.org"' in told.stderr


def test_an_address_is_added_as_fetch_gets_it_beside_files(tmp_path: Path) -> None:
    room, file = newsroom(tmp_path / "room", "delay = 0"), tmp_path / "a.txt"
    file.write_text("Kari Moe met Ann Berg in Oslo on Tuesday.\n", encoding="utf-8")
    with serving({"/a": page(b"<p>A</p>")}) as site:
        address = f"http://127.0.0.1:{site.port}/a"
        call = ["add", str(file), address, "--newsroom", str(room)]
        refused = CliRunner().invoke(main, call)
        added = CliRunner().invoke(main, [*call, "--allow-private"])

    assert (refused.exit_code, added.exit_code) == (1, 0)
    assert "127.0.0.1 is in a private network" in refused.stderr
    assert "a.txt → articles/" in refused.stdout
    assert "kept: 1" in added.stdout
    assert len(list((room / "articles" / "fetched" / "127.0.0.1").iterdir())) == 1
