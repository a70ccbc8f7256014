"""A result in, its line in the article or the file out."""

from triplewire.report.places.of_files import endpoint_findings, file_findings
from triplewire.report.places.of_store import store_findings
from triplewire.report.places.source_lines import uri_of

__all__ = [
    "endpoint_findings",
    "file_findings",
    "store_findings",
    "uri_of",
]
