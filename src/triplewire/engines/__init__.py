"""Tables in, tables out: by processes of this machine, or by those of a cluster."""

from triplewire.engines.blocks import blocks
from triplewire.engines.embedded import Embedded
from triplewire.engines.engine import Engine, Far, Step, Tell, Work
from triplewire.engines.fingerprint import check, fingerprint
from triplewire.engines.lines import Part, Parts
from triplewire.engines.peek import peek
from triplewire.engines.processes import Processes
from triplewire.engines.steps import Crew

__all__ = [
    "Crew",
    "Embedded",
    "Engine",
    "Far",
    "Part",
    "Parts",
    "Processes",
    "Step",
    "Tell",
    "Work",
    "blocks",
    "check",
    "fingerprint",
    "peek",
]
