"""The sites whose pages may read a server in; what a response tells browsers about that out.

A browser lets every site that somebody visits send requests to this machine. What it asks may be
unpublished, so no other site may read an answer unless it is named, and none may make the server
work: browsers say where a request comes from (Fetch Metadata, else Origin).
"""

from urllib.parse import urlsplit

from triplewire.publish.web.http.request import Scope, header
from triplewire.publish.web.http.respond import Headers

ANY = "*"
METHODS = b"GET, HEAD, POST, OPTIONS"
_READABLE = (b"access-control-expose-headers", b"ETag, Link, Retry-After")
_PREFLIGHT = (
    (b"access-control-allow-methods", METHODS),
    (b"access-control-allow-headers", b"Accept, Cache-Control, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
)


class Origins:
    """The origins whose pages may read answers; ``*`` stands for all, and none for none.

    Source: the Fetch standard (CORS, Cross-Origin-Resource-Policy), W3C Fetch Metadata.
    Access-Control-Allow-Private-Network is never sent: no public page is let in that way.
    """

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._any = ANY in allowed
        self._allowed = frozenset(origin.lower() for origin in allowed)

    def headers(self, scope: Scope) -> Headers:
        """Return the headers that let a page read the answer, or keep it from that."""
        if self._any:
            policy = (b"cross-origin-resource-policy", b"cross-origin")
            return [(b"access-control-allow-origin", b"*"), _READABLE, policy]
        found = [(b"cross-origin-resource-policy", b"same-origin")]
        if self._allowed:
            found.append((b"vary", b"Origin"))
        origin = header(scope, b"origin")
        if origin is not None and origin.lower() in self._allowed:
            found += [(b"access-control-allow-origin", origin.encode("latin-1")), _READABLE]
        return found

    def preflight(self, scope: Scope) -> Headers:
        """Return what an OPTIONS request is told beside the other headers."""
        origin = (header(scope, b"origin") or "").lower()
        return list(_PREFLIGHT) if self._any or origin in self._allowed else []

    def refuses(self, scope: Scope, *, costly: bool) -> bool:
        """Say whether a request comes from a page of another site that may not make it.

        A link to a page or document may be followed; a query may not be sent from elsewhere.
        """
        origin = header(scope, b"origin")
        if self._any or (origin is not None and origin.lower() in self._allowed):
            return False
        site = header(scope, b"sec-fetch-site")
        if site is None:
            # Older browsers say only where a form or a script that is shown answers comes from.
            return origin is not None and not _is_own(origin, header(scope, b"host") or "")
        follows = (
            scope["method"] in {"GET", "HEAD"}
            and header(scope, b"sec-fetch-mode") == "navigate"
            and header(scope, b"sec-fetch-dest") == "document"
        )
        return site == "cross-site" and (costly or not follows)


def _is_own(origin: str, host: str) -> bool:
    """Say whether an origin is the server itself, behind a proxy with TLS too."""
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
