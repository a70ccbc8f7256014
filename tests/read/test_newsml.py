import pytest

from triplewire.errors import ReadError
from triplewire.read import read_data
from triplewire.read.reading import Reading

WORDS = "The mayor said on Monday that the harbour would be rebuilt."
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<head><title>No</title></head><body><h1>Harbour to be rebuilt</h1>\n<p>{WORDS}</p>"
    "<figure><figcaption>A crane.</figcaption></figure><p>Work <b>begins</b><br/> in June.</p>"
    "</body></html></inlineXML>"
)
META = """
 <rightsInfo><copyrightHolder literal="TPA"/>
  <copyrightNotice>© 2025 Tidewater Press Agency</copyrightNotice></rightsInfo>
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:TPA"/>
  <versionCreated>2025-05-15T12:00:00+02:00</versionCreated>
  <firstCreated>2025-05-14T08:30:00Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
 <contentMeta><contentCreated>2025-05-14T08:00:00Z</contentCreated>
  <located qcode="city:1"><name>Port Alder</name></located>
  <creditline>Quay Courier/TPA</creditline><by>By Ana Reyes</by><language tag="en"/>
  <keyword>harbour</keyword>
  <subject qcode="medtop:20000350"/><subject qcode="subj:04000000"/>
  <headline role="hl:sub">Work begins in June</headline>
  <headline>Harbour to be rebuilt</headline></contentMeta>
"""


def item(content: str = XHTML, meta: str = META, kind: str = "newsItem") -> str:
    return (
        f'<{kind} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="https://tpa.example/1">'
        f"{meta}<contentSet>{content}</contentSet></{kind}>"
    )


def message(*items: str) -> str:
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><!-- <newsItem> -->'
        f"<itemSet>\n{''.join(items)}</itemSet></newsMessage>"
    )


def read(text: str) -> Reading:
    return read_data(text.encode(), "a.newsml", ".newsml")


def test_an_item_has_its_story_without_headline_and_captions() -> None:
    (article,) = read(item()).articles

    assert article.text == f"{WORDS}\n\nWork begins\nin June."
    assert (article.name, article.language) == ("a.newsml", "en")
    assert article.line == item()[: item().index("<h1>")].count("\n") + 1


def test_its_metadata_are_those_of_the_item() -> None:
    stated = read(item()).articles[0].metadata

    assert (stated.title, stated.subtitle) == ("Harbour to be rebuilt", "Work begins in June")
    assert (stated.publisher, stated.credited_source) == ("TPA", "Quay Courier/TPA")
    assert (stated.published, stated.updated) == ("2025-05-14T08:00:00Z", "2025-05-15T10:00:00Z")
    assert (stated.authors, stated.dateline_place) == (("Ana Reyes",), "Port Alder")
    assert (stated.url, stated.keywords) == ("https://tpa.example/1", ("harbour",))
    assert stated.topics == (
        "http://cv.iptc.org/newscodes/mediatopic/20000350",
        "http://cv.iptc.org/newscodes/subjectcode/04000000",
    )
    assert stated.copyright == "© 2025 Tidewater Press Agency"


def test_nitf_inside_fills_what_the_item_leaves_open() -> None:
    nitf = (
        '<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline>'
        "<hl1>Another headline</hl1></hedline><byline>By Tom Okoro</byline></body.head>"
        f"<body.content><p>{WORDS}</p></body.content></body></nitf></inlineXML>"
    )
    (article,) = read(item(nitf, META.replace("<by>By Ana Reyes</by>", ""))).articles

    assert article.text == WORDS
    assert article.metadata.authors == ("Tom Okoro",)
    assert article.metadata.title == "Harbour to be rebuilt"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f'<inlineData contenttype="text/plain">{WORDS}</inlineData>', WORDS),
        (f'<inlineData contenttype="text/html">&lt;p>{WORDS}&lt;/p></inlineData>', WORDS),
        (f"<inlineData><![CDATA[<p>{WORDS}</p><p>So.</p>]]></inlineData>", f"{WORDS}\n\nSo."),
        (
            f'<inlineData xml:lang="de">Ja</inlineData><inlineData>{WORDS}</inlineData>',
            WORDS,
        ),
    ],
)
def test_text_inside_an_item_is_read_in_each_of_its_forms(content: str, text: str) -> None:
    assert read(item(content)).articles[0].text == text


def test_items_of_a_message_are_named_by_their_lines_and_others_refused_alone() -> None:
    packages = item(kind="packageItem") + item(meta="", kind="conceptItem")
    reading = read(message(item(), "\n", packages, "\n", item(XHTML.replace("mayor", "port"))))

    lines = [int(article.name.removeprefix("a.newsml:")) for article in reading.articles]
    whole = message(item(), "\n", packages, "\n", item()).split("\n")
    assert [whole[line - 1][:9] for line in lines] == ["<newsItem", "<newsItem"]
    assert [fault.what for fault in reading.rejected] == [
        "not an article: a package only lists other items",
        "not an article: it describes a concept",
    ]
    assert all(fault.hint and fault.where.startswith("a.newsml:") for fault in reading.rejected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (item(kind="packageItem"), "a package only lists other items"),
        (item(meta=META.replace("stat:usable", "stat:withheld")), "marked it withheld"),
        (item(meta=META.replace("ninat:text", "ninat:picture")), "of the class picture"),
        (item('<remoteContent href="a.xml"/>'), "content is in another file"),
        (item("<inlineXML><sports-content/></inlineXML>"), "its content is sports-content"),
        (item(""), "it has no content"),
    ],
)
def test_an_item_without_a_story_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(ReadError, match=why) as fault:
        read(text)

    assert fault.value.hint


@pytest.mark.parametrize(
    ("creator", "names"),
    [("Ana Reyes", ("Ana Reyes",)), ("Staff Reporter", ()), ("TPA", ()), ("The Port Wire", ())],
)
def test_a_creator_is_an_author_when_it_can_be_a_person(
    creator: str, names: tuple[str, ...]
) -> None:
    meta = META.replace("<by>By Ana Reyes</by>", f"<creator><name>{creator}</name></creator>")

    assert read(item(meta=meta)).articles[0].metadata.authors == names
