import zipfile
from pathlib import Path

from triplewire.read import read_file

STORY = "The mayor said on Thursday that the harbour would be rebuilt within two years.\n"


def test_a_zip_archive_gives_the_articles_of_its_members_under_their_names(tmp_path: Path) -> None:
    path = tmp_path / "crawl.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/a.txt", STORY)
        archive.writestr("feed.jsonl", '{"text": "%s"}' % STORY.strip())
        archive.writestr("style.css", "p { }")
    reading = read_file(path, "crawl.zip")

    assert sorted(a.name for a in reading.articles) == [
        "crawl.zip!/feed.jsonl:1",
        "crawl.zip!/folder/a.txt",
    ]
    assert [fault.what for fault in reading.rejected] == [
        "1 members in no known format, such as style.css"
    ]
