"""Names to IRIs, within an article and across all: a draft in, a story out."""

from triplewire.link.authorities import CANDIDATES, LISTED, Authorities, load_authorities
from triplewire.link.identity import Identity, identify
from triplewire.link.naming import Known
from triplewire.link.profiles import Profile, profile
from triplewire.link.slices import NOTHING, Slice
from triplewire.link.story import link

__all__ = [
    "CANDIDATES",
    "LISTED",
    "NOTHING",
    "Authorities",
    "Identity",
    "Known",
    "Profile",
    "Slice",
    "identify",
    "link",
    "load_authorities",
    "profile",
]
