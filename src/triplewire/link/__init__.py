"""Names to IRIs: a draft in, a story out."""

from triplewire.link.authorities import Authorities, load_authorities
from triplewire.link.story import link

__all__ = ["Authorities", "link", "load_authorities"]
