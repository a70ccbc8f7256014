"""What has been moved or renamed is still itself: nothing comes twice, and nothing stays."""

import os
import random
import shutil
from pathlib import Path

import pytest

from triplewire.build.roots import _stands, place
from triplewire.build.write import Outcome
from triplewire.errors import StoreError
from triplewire.pipeline import run
from triplewire.store import Store

FISH = "Norway met Chile in Oslo. They spoke of fish and of boats.\n"
RAIL = "Austria met Italy in Vienna. They spoke of rail and of roads.\n"
COAL = "Poland met Spain in Madrid. They spoke of coal and of wind.\n"


def newsroom(folder: Path, **texts: str) -> Path:
    (folder / "articles").mkdir(parents=True)
    for name, text in texts.items():
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")


def remove(folder: Path, name: str) -> None:
    (folder / "articles" / f"{name}.txt").unlink()


def stored(store: Path) -> list[str]:
    """Return the first words of what a store holds."""
    with Store(store) as current:
        graphs = [entry.text_graph for entry in current.manifest.articles.values()]
        texts = [str(q.object) for g in graphs for q in current.quads(g) if "met" in str(q.object)]
    return sorted(text.strip('"').split()[0] for text in texts)


def done(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.added, outcome.replaced, outcome.unchanged, outcome.removed


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return newsroom(tmp_path / "work" / "room", fish=FISH, rail=RAIL, coal=COAL)


@pytest.fixture
def store(tmp_path: Path, room: Path) -> Path:
    run(room, tmp_path / "work" / "store")
    return tmp_path / "work" / "store"


def change_and_delete(room: Path) -> None:
    write(room, "fish", FISH.replace("Norway", "Sweden"))
    remove(room, "rail")


def test_a_store_that_is_moved_alone_goes_on(room: Path, store: Path, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    moved = store.rename(tmp_path / "deep" / "er" / "store")
    change_and_delete(room)
    outcome = run(room, moved)

    assert done(outcome) == (0, 1, 1, 1)
    assert stored(moved) == ["Poland", "Sweden"]


def test_a_newsroom_that_is_renamed_is_still_the_same(room: Path, store: Path) -> None:
    room = room.rename(room.with_name("desk"))
    change_and_delete(room)
    outcome = run(room, store)

    assert done(outcome) == (0, 1, 1, 1)
    assert stored(store) == ["Poland", "Sweden"]


def test_a_newsroom_whose_files_alone_are_moved_is_still_the_same(room: Path, store: Path) -> None:
    (room.with_name("desk")).mkdir()
    (room / "articles").rename(room.with_name("desk") / "articles")
    outcome = run(room.with_name("desk"), store)

    assert done(outcome) == (0, 0, 3, 0)


def test_a_newsroom_and_its_store_are_moved_together_and_apart(
    room: Path, store: Path, tmp_path: Path
) -> None:
    work = room.parent.rename(tmp_path / "home")
    together = run(work / "room", work / "store")
    remove(work / "room", "fish")
    (work / "room").rename(tmp_path / "room")
    (work / "store").rename(tmp_path / "other")
    apart = run(tmp_path / "room", tmp_path / "other")

    assert done(together) == (0, 0, 3, 0)
    assert done(apart) == (0, 0, 2, 1)


def test_a_copy_is_another_folder_whose_articles_are_there_already(room: Path, store: Path) -> None:
    copy = Path(shutil.copytree(room, room.with_name("copy")))
    outcome = run(copy, store)

    assert done(outcome) == (0, 0, 0, 0)
    assert [name for name, _ in outcome.duplicates] == [
        f"articles/{name}.txt" for name in ("coal", "fish", "rail")
    ]
    assert done(run(room, store)) == (0, 0, 3, 0)


def test_a_copy_takes_the_place_of_what_it_was_copied_from_when_that_has_gone(
    room: Path, store: Path
) -> None:
    copy = Path(shutil.copytree(room, room.with_name("copy")))
    run(copy, store)
    shutil.rmtree(room)
    change_and_delete(copy)
    outcome = run(copy, store)

    assert done(outcome) == (0, 1, 1, 1)
    assert stored(store) == ["Poland", "Sweden"]
    with Store(store) as current:
        assert len(current.manifest.folders) == 1
        assert set(current.manifest.decided) == set(current.manifest.folders)


def test_a_copied_newsroom_with_its_copied_store_goes_on_by_itself(
    room: Path, store: Path, tmp_path: Path
) -> None:
    shutil.copytree(room.parent, tmp_path / "copy")
    change_and_delete(tmp_path / "copy" / "room")
    outcome = run(tmp_path / "copy" / "room", tmp_path / "copy" / "store")

    assert done(outcome) == (0, 1, 1, 1)
    assert done(run(room, store)) == (0, 0, 3, 0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_moved_and_changed_a_store_holds_what_the_newsroom_does(
    room: Path, store: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    for step in range(5):
        if chance.random() < 0.6:
            room = room.rename(_somewhere(tmp_path, f"room{step}", chance))
        if chance.random() < 0.6:
            store = store.rename(_somewhere(tmp_path, f"store{step}", chance))
        write(room, f"new{step}", FISH.replace("Norway", f"New{step}"))
        write(room, "fish", FISH.replace("Norway", f"Changed{step}"))
        remove(room, chance.choice(sorted(p.stem for p in (room / "articles").glob("new*"))))
        run(room, store)

        held = [p.read_text(encoding="utf-8").split()[0] for p in (room / "articles").iterdir()]
        assert stored(store) == sorted(held)


def _somewhere(folder: Path, name: str, chance: random.Random) -> Path:
    place = folder / chance.choice(["here", "here/there", "elsewhere"])
    place.mkdir(parents=True, exist_ok=True)
    return place / name


def test_one_of_two_newsrooms_is_renamed(room: Path, store: Path) -> None:
    other = newsroom(room.with_name("other"), one=FISH.replace("Norway", "Finland"))
    run(other, store)
    room = room.rename(room.with_name("desk"))
    change_and_delete(room)
    renamed, stayed = run(room, store), run(other, store)

    assert (done(renamed), done(stayed)) == ((0, 1, 1, 1), (0, 0, 1, 0))
    assert stored(store) == ["Finland", "Poland", "Sweden"]


def test_two_newsrooms_are_renamed_at_once(room: Path, store: Path, tmp_path: Path) -> None:
    other = newsroom(room.with_name("other"), fish=FISH.replace("Norway", "Finland"))
    run(other, store)
    store = store.rename(tmp_path / "store")
    moved = room.parent.rename(tmp_path / "moved")
    change_and_delete(moved / "room")
    outcomes = [run(moved / "other", store), run(moved / "room", store)]

    assert list(map(done, outcomes)) == [(0, 0, 1, 0), (0, 1, 1, 1)]


def test_newsrooms_that_change_places_with_their_store_are_told_apart(
    room: Path, store: Path, tmp_path: Path
) -> None:
    other = newsroom(tmp_path / "else" / "room", one=FISH.replace("Norway", "Finland"))
    run(other, store)
    store = store.rename(tmp_path / "else" / "store")  # where the way to ``other`` is ``room``'s

    assert done(run(other, store)) == (0, 0, 1, 0)
    assert done(run(room, store)) == (0, 0, 3, 0)
    assert done(run(other, store)) == (0, 0, 1, 0)


def test_a_newsroom_is_the_same_by_a_link_and_by_its_own_path(room: Path, store: Path) -> None:
    link = room.with_name("link")
    link.symlink_to(room)
    by_link = run(link, store)
    room = room.rename(room.with_name("desk"))
    link.unlink()
    link.symlink_to(room)
    change_and_delete(room)

    assert done(by_link) == (0, 0, 3, 0)
    assert done(run(link, store)) == (0, 1, 1, 1)
    assert done(run(room, store)) == (0, 0, 2, 0)


def test_what_may_be_a_folder_that_has_gone_is_refused(room: Path, store: Path) -> None:
    shutil.rmtree(room)
    desk = newsroom(room.with_name("desk"), one=FISH.replace("Norway", "Finland"))

    with pytest.raises(StoreError, match="no longer there") as caught:
        run(desk, store)
    assert "--store" in caught.value.hint
    assert stored(store) == ["Austria", "Norway", "Poland"]


def test_a_folder_that_may_be_either_of_two_that_have_gone_is_refused(
    room: Path, store: Path
) -> None:
    other = newsroom(room.with_name("other"), fish=FISH.replace("Norway", "Finland"))
    run(other, store)
    shutil.rmtree(room)
    shutil.rmtree(other)
    desk = newsroom(room.with_name("desk"), fish=FISH.replace("Norway", "Denmark"))

    with pytest.raises(StoreError, match="no longer there"):
        run(desk, store)


def test_another_newsroom_on_the_same_way_from_a_moved_store_is_refused(
    room: Path, store: Path, tmp_path: Path
) -> None:
    other = newsroom(tmp_path / "else" / "room", one=FISH.replace("Norway", "Finland"))
    store = store.rename(tmp_path / "else" / "store")

    with pytest.raises(StoreError, match="still there"):
        run(other, store)
    assert done(run(room, store)) == (0, 0, 3, 0)


def test_a_file_that_has_gone_keeps_no_other_file_out(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FISH, encoding="utf-8")
    (tmp_path / "two.txt").write_text(RAIL, encoding="utf-8")
    run(tmp_path / "one.txt", tmp_path / "store")
    (tmp_path / "one.txt").unlink()
    outcome = run(tmp_path / "two.txt", tmp_path / "store")
    (tmp_path / "two.txt").rename(tmp_path / "three.txt")

    assert done(outcome) == (1, 0, 0, 0)
    assert done(run(tmp_path / "three.txt", tmp_path / "store")) == (0, 1, 0, 0)


def test_a_folder_that_cannot_be_looked_at_is_not_taken_for_gone(
    room: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(room, room.with_name("copy")))
    monkeypatch.setattr(
        "triplewire.build.roots.sources", lambda _: (_ for _ in ()).throw(PermissionError(13, "no"))
    )

    assert done(run(copy, store)) == (0, 0, 0, 0)


def test_a_folder_is_found_where_it_was_built_when_it_is_not_beside_the_store(
    room: Path, store: Path, tmp_path: Path
) -> None:
    with Store(store) as current:
        manifest = current.manifest

    assert place(store, manifest, "../room") == room
    assert place(tmp_path / "else" / "store", manifest, "../room") == room


def test_a_folder_whose_name_is_not_unicode_is_kept(store: Path, tmp_path: Path) -> None:
    odd = newsroom(
        Path(os.fsdecode(bytes(tmp_path / "work") + b"/r\xe9")), one=FISH + "It rained.\n"
    )
    first = run(odd, store)

    assert done(first) == (1, 0, 0, 0)
    assert done(run(odd, store)) == (0, 0, 1, 0)


def test_a_folder_stands_where_it_has_articles(room: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert _stands(room)
    assert not _stands(tmp_path / "empty")
    assert not _stands(tmp_path / "gone")
