"""Tables in, tables out: by processes of this machine, or by those of a cluster."""

from triplewire.engines.blocks import blocks
from triplewire.engines.embedded import Embedded
from triplewire.engines.engine import Engine, Step, Tell, Work
from triplewire.engines.fingerprint import check, fingerprint
from triplewire.engines.lines import Part, Parts
from triplewire.engines.processes import Processes

__all__ = [
    "Embedded",
    "Engine",
    "Part",
    "Parts",
    "Processes",
    "Step",
    "Tell",
    "Work",
    "blocks",
    "check",
    "fingerprint",
]
