"""Every format: what is read, under which names, and what hostile bytes do."""

import gzip
import hashlib
import io
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.containers.samples import (
    EPUB,
    FILES,
    LINES,
    MHTML,
    PAGE,
    SAMPLES,
    STORY,
    WARC,
    WEB,
    answer,
    compressed,
    record,
    tarred,
    zipped,
)
from triplewire.errors import ReadError
from triplewire.read import Reading, member_of, read_data, read_file, source_bytes
from triplewire.read.containers import CONTAINERS, Allowance, Member, members, suffix_of


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read(folder: Path, name: str, data: bytes) -> Reading:
    return read_file(put(folder, name, data), name)


def names(reading: Reading) -> list[str]:
    return [article.name for article in reading.articles]


OF_FILES = ["b/two.txt", "feed.jsonl:1", "feed.jsonl:2", "feed.jsonl:3", "one.html"]
EXPECTED = {
    ".zip": OF_FILES,
    ".tar": OF_FILES,
    ".tar.gz": OF_FILES,
    ".tgz": OF_FILES,
    ".tar.bz2": OF_FILES,
    ".tar.xz": OF_FILES,
    ".tar.zst": OF_FILES,
    ".txt.gz": ["a.txt"],
    ".jsonl.bz2": ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"],
    ".jsonl.xz": ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"],
    ".html.zst": ["a.html"],
    ".warc": [WEB],
    ".warc.gz": [WEB, f"{WEB}2"],
    ".warc.zst": [WEB],
    ".wacz": [f"archive/data.warc.gz!/{WEB}"],
    ".mht": ["page.html"],
    ".mhtml": ["page.html"],
    ".epub": ["OPS/one.xhtml", "OPS/two b.xhtml"],
}


@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_every_container_gives_its_articles_under_their_names(ending: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"a{ending}", SAMPLES[ending])

    assert names(reading) == [f"a{ending}!/{name}" for name in EXPECTED[ending]]
    assert all("harbour would be rebuilt" in article.text for article in reading.articles)
    assert reading.rejected == ()


def test_every_container_has_a_sample() -> None:
    assert {suffix_of(f"a{ending}") for ending in SAMPLES} == set(CONTAINERS)


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".wacz", ".mhtml"])
def test_a_saved_page_keeps_its_address_and_the_moment_it_was_saved(
    ending: str, tmp_path: Path
) -> None:
    article = read(tmp_path, f"a{ending}", SAMPLES[ending]).articles[0]

    assert article.metadata.url == WEB
    assert article.metadata.captured == "2019-05-03T10:00:00Z"


def test_the_spine_of_a_publication_is_read_in_order_without_cover_and_contents() -> None:
    file = io.BytesIO(zipped(EPUB))
    found = list(members(file, "a.epub", ".epub", Allowance(1_000_000, 10_000)))

    assert [one.name for one in found if isinstance(one, Member)] == [
        "a.epub!/OPS/two b.xhtml",
        "a.epub!/OPS/one.xhtml",
    ]


BOOK = """\
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Spring issue</dc:title><dc:creator id="a">Ann Scribe and Bo Pen</dc:creator>
<dc:creator id="b">Cy Quill</dc:creator><dc:creator opf:role="ill">Di Brush</dc:creator>
<meta refines="#b" property="role">edt</meta><dc:publisher>The Daily Gull</dc:publisher>
<dc:date opf:event="modification">2021-06-01</dc:date><dc:date>2021-05-03T10:00:00Z</dc:date>
<dc:language>en-GB</dc:language><dc:rights>Copyright The Daily Gull</dc:rights></metadata>
"""


def published(page: str, stated: str = BOOK) -> Reading:
    package = str(EPUB["OPS/p.opf"]).replace("<manifest>", f"{stated}<manifest>")
    files = {**EPUB, "OPS/p.opf": package, "OPS/one.xhtml": page}
    return read_data(zipped(files), "a.epub", ".epub")


def test_what_a_publication_says_of_itself_fills_what_its_chapters_leave_open() -> None:
    one = published(PAGE).articles[0].metadata

    assert one.publisher == "The Daily Gull"
    assert one.authors == ("Ann Scribe", "Bo Pen")
    assert one.published == "2021-05-03T10:00:00Z"
    assert one.copyright == "Copyright The Daily Gull"
    assert "page-publisher" not in one.rules


def test_what_a_chapter_states_stands_and_what_it_shows_gives_way() -> None:
    meta = '<meta name="author" content="Eve Own"/><meta name="dc.date" content="2020-01-02"/>'
    head = f"<html><head><title>Harbour to be rebuilt</title>{meta}</head>"
    page = PAGE[PAGE.index("<body") :]
    own = published(head + page).articles[0].metadata
    shown = published("<html>" + page.replace("<p>", '<p class="date">4 July 2019</p><p>', 1))

    assert (own.authors, own.published) == (("Eve Own",), "2020-01-02")
    assert shown.articles[0].metadata.published == "2021-05-03T10:00:00Z"
    assert not any(rule.startswith("page-date") for rule in shown.articles[0].metadata.rules)


def test_what_is_no_value_of_a_publication_is_passed_over() -> None:
    said = f"<dc:title>{'long ' * 500}</dc:title><dc:language>the old one</dc:language>"
    bare = published(
        PAGE, f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{said}</metadata>'
    )

    assert bare.articles[0].metadata.authors == ()
    assert bare.articles[0].language == "en"


def test_captures_of_one_address_are_told_apart_by_their_time_in_any_order(tmp_path: Path) -> None:
    pages = [PAGE, PAGE.replace("mayor", "minister"), PAGE.replace("mayor", "premier")]
    days = ["2019-05-03T10:00:00Z", "2019-05-04T10:00:00Z", "2019-05-05T10:00:00Z"]
    records = [record(answer(p), WEB, day) for p, day in zip(pages, days, strict=True)]
    readings = [read(tmp_path, "a.warc", b"".join(order)) for order in (records, reversed(records))]

    assert names(readings[0]) == [
        f"a.warc!/{WEB}",
        f"a.warc!/{WEB}@{days[1]}",
        f"a.warc!/{WEB}@{days[2]}",
    ]
    assert readings[0] == readings[1]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_the_order_of_members_changes_nothing(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    ending = ".zip" if pack is zipped else ".tar"
    turned = dict(reversed(FILES.items()))

    assert read(tmp_path, f"a{ending}", pack(FILES)) == read(tmp_path, f"a{ending}", pack(turned))


@pytest.mark.parametrize(
    ("more", "body"),
    [
        (["Content-Encoding: gzip"], gzip.compress(PAGE.encode())),
        (["Content-Encoding: gzip"], PAGE.encode()),
        (["Content-Encoding: br"], PAGE.encode()),
        (
            ["Transfer-Encoding: chunked"],
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode()),
        ),
    ],
)
def test_an_answer_is_put_together_and_unpacked(
    more: list[str], body: bytes, tmp_path: Path
) -> None:
    reading = read(tmp_path, "a.warc", record(answer(body, more=more), WEB))

    assert names(reading) == [f"a.warc!/{WEB}"]


def test_an_answer_packed_in_a_way_that_is_not_read_is_refused(tmp_path: Path) -> None:
    data = record(answer(b"\x8b\x02\x80", more=["Content-Encoding: br"]), WEB)
    (fault,) = read(tmp_path, "a.warc", data).rejected

    assert fault.what == "packed with 'br', which is not read"
    assert fault.where == f"a.warc!/{WEB}"


def test_the_character_set_that_a_server_tells_is_believed(tmp_path: Path) -> None:
    body = PAGE.replace("mayor", "mayor of Łódź").encode("iso-8859-2")
    data = record(answer(body, "text/html; charset=ISO-8859-2"), WEB)

    assert "mayor of Łódź said" in read(tmp_path, "a.warc", data).articles[0].text


def test_containers_in_containers_are_read_three_deep_and_no_deeper(tmp_path: Path) -> None:
    one = zipped({"a.txt": STORY})
    three = zipped({"2.zip": zipped({"1.zip": one})})

    assert names(read(tmp_path, "3.zip", three)) == ["3.zip!/2.zip!/1.zip!/a.txt"]
    (fault,) = read(tmp_path, "4.zip", zipped({"3.zip": three})).rejected
    assert fault.what == "a container more than 3 deep in others"
    assert fault.where == "4.zip!/3.zip!/2.zip!/1.zip"


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../a.txt", "a member whose path leads out"),
        ("b/../../a.txt", "a member whose path leads out"),
        ("..\\a.txt", "a member whose path leads out"),
        ("/etc/a.txt", "a member with an absolute path"),
        ("C:\\a.txt", "a member with an absolute path"),
        ("a\nb.txt", "a member whose name has control characters"),
        ("a\u202eb.txt", "a member whose name has control characters"),
        ("a" * 1001 + ".txt", "a member whose name has more than 1,000 characters"),
    ],
)
def test_a_member_with_a_bad_name_is_refused_alone(
    pack: object, name: str, why: str, tmp_path: Path
) -> None:
    assert callable(pack)
    ending = ".zip" if pack is zipped else ".tar"
    reading = read(tmp_path, f"a{ending}", pack({name: STORY, "good.txt": STORY}))

    assert names(reading) == [f"a{ending}!/good.txt"]
    assert [fault.what.startswith(why) for fault in reading.rejected] == [True]
    assert not any("\n" in fault.what for fault in reading.rejected)


def test_a_name_that_looks_like_a_container_in_a_container_is_written_otherwise(
    tmp_path: Path,
) -> None:
    assert names(read(tmp_path, "a.zip", zipped({"wow!/a.txt": STORY}))) == ["a.zip!/wow%21/a.txt"]


def test_hidden_files_readmes_and_unknown_formats_are_no_articles(tmp_path: Path) -> None:
    files = {
        ".x.txt": STORY,
        "README.txt": STORY,
        "__MACOSX/a.txt": STORY,
        "a.css": "",
        "b.png": "",
    }
    reading = read(tmp_path, "a.zip", zipped({**files, "a.txt": STORY}))

    assert names(reading) == ["a.zip!/a.txt"]
    assert [fault.what for fault in reading.rejected] == [
        "2 members in no known format, such as a.css, b.png"
    ]


@pytest.mark.parametrize("ending", sorted(set(SAMPLES) - {".mht", ".mhtml"}))
def test_what_is_cut_off_gives_what_comes_before_and_says_so(ending: str, tmp_path: Path) -> None:
    whole = SAMPLES[ending]
    for share in (0.1, 0.25):
        reading = read(tmp_path, f"a{ending}", whole[: int(len(whole) * share)])

        assert any("damaged or cut off" in fault.what for fault in reading.rejected)
        assert all(fault.hint for fault in reading.rejected)


def test_of_cut_off_archives_the_first_members_are_read(tmp_path: Path) -> None:
    many = {f"{number:02}.txt": f"{STORY}{number * 7919 % 1009}\n" for number in range(40)}
    tar = read(tmp_path, "a.tar", tarred(many)[: 512 * 2 * 30])
    warc = read(tmp_path, "a.warc", WARC + record(answer(), f"{WEB}2")[:-300])
    digits = "".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(99))
    lines = compressed(LINES + f'{{"text": "{digits}"}}'.encode(), ".gz")
    lined = read(tmp_path, "a.jsonl.gz", lines[:-200])

    assert len(tar.articles) == 30
    assert names(warc) == [f"a.warc!/{WEB}"]
    assert names(lined) == [f"a.jsonl.gz!/a.jsonl:{line}" for line in (1, 2, 3)]


def heap(folder: Path, name: str, data: bytes) -> tuple[Reading, float, int]:
    """Return what is read, and the seconds and bytes that it takes."""
    path = put(folder, name, data)
    read_file(put(folder, "warm.zip", SAMPLES[".zip"]), "warm.zip")
    began = time.process_time()
    reading = read_file(path, name)
    took = time.process_time() - began
    tracemalloc.start()
    read_file(path, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return reading, took, peak


ZEROS = bytes(50_000_000)
SIZE = 10_000_000_000


def zeros(form: str) -> bytes:
    """Return a compressed file of ten billion zeros, made of equal streams."""
    return compressed(ZEROS, form) * (SIZE // len(ZEROS))


def head() -> bytes:
    """Return the head of a member of a tape archive that is as large."""
    entry = tarfile.TarInfo("a.txt")
    entry.size = SIZE
    return entry.tobuf(tarfile.GNU_FORMAT)


def nested() -> bytes:
    """Return an archive of a hundred archives of zeros."""
    inner = zipped({"a.txt": ZEROS})
    return zipped({f"{number}.zip": inner for number in range(100)})


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.zip": lambda: zipped({"a.txt": ZEROS}),
    "many.zip": lambda: zipped({f"{n}.txt": ZEROS[:4_900_000] for n in range(30)}),
    "nested.zip": nested,
    "a.txt.gz": lambda: zeros(".gz"),
    "a.warc.gz": lambda: zeros(".gz"),
    "a.tar.gz": lambda: compressed(head(), ".gz") + zeros(".gz"),
    "a.tar.bz2": lambda: compressed(head(), ".bz2") + zeros(".bz2"),
    "a.tar.xz": lambda: compressed(head(), ".xz") + compressed(ZEROS, ".xz"),
    "a.tar.zst": lambda: compressed(head(), ".zst") + zeros(".zst"),
    "a.warc": lambda: record(answer(gzip.compress(ZEROS), more=["Content-Encoding: gzip"]), WEB),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_in_a_second_within_little_memory(name: str, tmp_path: Path) -> None:
    reading, took, peak = heap(tmp_path, name, BOMBS[name]())

    assert reading.articles == ()
    assert reading.rejected
    assert took < 1
    assert peak < 100_000_000


def test_three_thousand_equal_small_pages_are_no_bomb(tmp_path: Path) -> None:
    file = io.BytesIO(tarred(dict.fromkeys(map("{}.txt".format, range(3000)), STORY), ".gz"))
    size = len(file.getvalue())
    found = list(members(file, "a.tar.gz", ".tar.gz", Allowance(5_000_000, size)))

    assert len(found) == 3000


LINKED = tarfile.TarInfo("a.txt")
LINKED.type, LINKED.linkname = tarfile.SYMTYPE, "/etc/passwd"
SPARSE = tarfile.TarInfo("a.txt")
SPARSE.type = tarfile.GNUTYPE_SPARSE
DEVICE = tarfile.TarInfo("a.txt")
DEVICE.type = tarfile.CHRTYPE


@pytest.mark.parametrize("entry", [LINKED, SPARSE, DEVICE])
def test_a_link_device_or_sparse_file_in_a_tape_archive_is_refused(
    entry: tarfile.TarInfo, tmp_path: Path
) -> None:
    packed = entry.tobuf(tarfile.GNU_FORMAT) + tarred({"b.txt": STORY})
    reading = read(tmp_path, "a.tar", packed)

    assert names(reading) == ["a.tar!/b.txt"]
    assert [fault.what for fault in reading.rejected] == ["a link, device or sparse file"]


def test_a_link_and_a_locked_member_in_a_zip_archive_are_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", STORY)
        archive.writestr("locked.txt", STORY)
    data = bytearray(packed.getvalue())
    locked = data.rfind(b"PK\x01\x02")
    data[locked + 8] |= 1
    reading = read(tmp_path, "a.zip", bytes(data))

    assert names(reading) == ["a.zip!/b.txt"]
    assert [(fault.where, fault.what) for fault in reading.rejected] == [
        ("a.zip!/link.txt", "a link or device"),
        ("a.zip!/locked.txt", "the member is encrypted"),
    ]


def test_a_member_above_the_limit_is_refused_alone(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped({"a.txt": STORY * 2, "b.txt": STORY}))
    reading = read_file(path, "a.zip", limit=len(STORY))

    assert names(reading) == ["a.zip!/b.txt"]
    assert [fault.what for fault in reading.rejected] == ["the member has more than 79 bytes"]


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_the_head_of_a_member_is_bounded(kind: bytes, tmp_path: Path) -> None:
    entry = tarfile.TarInfo("a.txt")
    entry.type, entry.size = kind, 30_000_000
    data = entry.tobuf(tarfile.GNU_FORMAT) + bytes(30_000_000)
    (fault,) = read(tmp_path, "a.tar", data).rejected

    assert fault.what == "the head of a member is too long"


@pytest.mark.parametrize("body", [b"1" * 100_000, b"3 \n" * 30_000 + b"=", b"11 a=12345\n" * 9000])
def test_records_in_a_head_take_no_time(body: bytes, tmp_path: Path) -> None:
    entry = tarfile.TarInfo("a.txt")
    entry.type, entry.size = tarfile.XHDTYPE, len(body)
    padded = body.ljust(-(-len(body) // 512) * 512, b"\0")
    data = entry.tobuf(tarfile.GNU_FORMAT) + padded + tarred({"a.txt": STORY})
    reading, took, peak = heap(tmp_path, "a.tar", data)

    assert reading.articles or reading.rejected
    assert took < 1
    assert peak < 50_000_000


def test_a_long_name_and_one_in_other_letters_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("d/" * 300 + "a.txt", "é" * 200 + ".txt"):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(STORY), 1.5
            archive.addfile(entry, io.BytesIO(STORY.encode()))
    reading = read(tmp_path, "a.tar", packed.getvalue())

    assert len(reading.articles) == 2


def test_an_archive_that_changes_between_two_looks_is_not_mixed_up(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped({"a.txt": STORY}))
    source = source_bytes(path, "a.zip", 1000)
    put(tmp_path, "a.zip", zipped({"b.txt": STORY, "c.txt": STORY}))
    with pytest.raises(ReadError, match=r"a\.zip: changed while it was read"):
        read_data(source, "a.zip", ".zip")


def test_a_member_is_found_by_its_name(tmp_path: Path) -> None:
    inner = zipped({"x.txt": "no", "a.txt": STORY})
    path = put(tmp_path, "a.zip", zipped({"b.txt": "other", "in.zip": inner}))
    records = record(answer(), WEB) + record(answer("later"), WEB, "2020-01-01T00:00:00Z")
    web = put(tmp_path, "a.warc", records)
    found = member_of(path, "a.zip", "a.zip!/in.zip!/a.txt", 1000)
    later = member_of(web, "a.warc", f"a.warc!/{WEB}@2020-01-01T00:00:00Z", 1000)

    assert found is not None
    assert found.data == STORY.encode()
    assert later is not None
    assert later.data == b"later"
    assert member_of(path, "a.zip", "a.zip!/none.txt", 1000) is None


def test_more_members_than_may_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.read.containers.member.MOST_MEMBERS", 2)
    file = io.BytesIO(zipped(FILES))
    with pytest.raises(ReadError, match=r"a\.zip: more than 2 members"):
        list(members(file, "a.zip", ".zip", Allowance(5_000_000, 1000)))


MAGIC = {
    ".zip": b"PK\x03\x04",
    ".gz": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    ".bz2": b"BZh91AY&SY",
    ".xz": b"\xfd7zXZ\x00",
    ".zst": b"\x28\xb5\x2f\xfd",
    ".warc": b"WARC/1.0\r\n",
    ".mht": b"MIME-Version: 1.0\r\nContent-Type: ",
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("suffix", sorted(CONTAINERS))
@given(data=st.binary(max_size=400), marked=st.booleans())
def test_any_bytes_are_refused_and_never_crash(suffix: str, data: bytes, marked: bool) -> None:
    magic = MAGIC.get(suffix) or MAGIC.get(suffix[suffix.rfind(".") :], MAGIC[".zip"])
    drain((magic if marked else b"") + data, suffix)


@settings(deadline=None)
@pytest.mark.parametrize("ending", sorted(SAMPLES))
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=4))
def test_damaged_samples_are_read_or_refused_and_never_crash(
    ending: str, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(SAMPLES[ending])
    for share, new in changes:
        at = int(share * len(data))
        data[at : at + len(new)] = new
    drain(bytes(data), suffix_of(f"a{ending}"))


def drain(data: bytes, suffix: str) -> None:
    found: list[Member | ReadError] = []
    try:
        found += members(io.BytesIO(data), f"a{suffix}", suffix, Allowance(100_000, len(data)))
    except ReadError as fault:
        found.append(fault)

    assert all(one.hint for one in found if isinstance(one, ReadError))
    assert all("\n" not in one.name for one in found if isinstance(one, Member))


def test_a_page_saved_without_html_is_refused(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, "a.mht", MHTML.replace(b"text/html", b"text/plain")).rejected

    assert fault.what == "no saved page: there is no HTML in it"


def test_a_saved_page_with_an_endless_type_is_refused_and_other_headers_may_be_long(
    tmp_path: Path,
) -> None:
    endless = MHTML.replace(b"Content-Type: ", b"Content-Type: text/html; " + b"a=b;" * 2_501, 1)
    (fault,) = read(tmp_path, "a.mht", endless).rejected
    long = b"X-Note: " + b"a=b; " * 10_000 + b"\r\n" + MHTML

    assert fault.what == "no saved page: Content-Type has more than 10,000 characters"
    assert read(tmp_path, "b.mht", long).articles
