"""Names of <meta> elements by what they say, the ones to trust first."""

TITLE = (
    "og:title", "twitter:title", "citation_title", "dcterms.title", "dc.title", "parsely-title",
    "sailthru.title", "hdl", "headline", "title",
)  # fmt: skip
SUBTITLE = ("alternativeheadline", "dcterms.alternative", "dc.title.alternative", "subtitle")
PUBLISHER = (
    "og:site_name", "dcterms.publisher", "dc.publisher", "citation_publisher", "publisher",
    "cre", "application-name",
)  # fmt: skip
SOURCE = ("dcterms.source", "dc.source", "article:source", "source", "news_source")
AUTHOR = (
    "dcterms.creator", "dc.creator", "author", "article:author", "article:author_name",
    "og:article:author",
    "parsely-author", "sailthru.author", "citation_author", "byl", "byline",
    "authors", "cxenseparse:author", "dcsext.author", "twitter:creator:name",
)  # fmt: skip
# A page's own microdata say "datepublished", and are last to be kept up to date.
PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date.created", "parsely-pub-date", "sailthru.date", "citation_publication_date",
    "citation_online_date", "citation_date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "originalpublicationdate", "article.published",
    "cxenseparse:recs:publishtime", "dcterms.date", "dc.date", "ptime", "pdate", "date",
    "datepublished",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time",
    "datemodified", "dcterms.modified", "dc.date.modified", "article.updated", "lastmod",
    "last-modified", "utime",
)  # fmt: skip
SECTION = (
    "article:section", "og:article:section", "articlesection", "parsely-section", "section", "cg",
)  # fmt: skip
COPYRIGHT = ("copyright", "dcterms.rights", "dc.rights", "rights")
KEYWORDS = (
    "news_keywords", "article:tag", "og:article:tag", "parsely-tags", "sailthru.tags",
    "citation_keywords", "keywords", "dcterms.subject", "dc.subject",
)  # fmt: skip
URL = ("og:url", "twitter:url", "parsely-link", "citation_fulltext_html_url", "dcterms.identifier")
LANGUAGE = ("content-language", "dcterms.language", "dc.language", "og:locale", "language")
