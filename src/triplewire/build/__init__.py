"""What a build is made of: its steps, those of one article, the processes that share them."""

from triplewire.build.assigned import assigned
from triplewire.build.faults import LOG, Fault, guarded, write_log
from triplewire.build.gather import gather
from triplewire.build.gold import gold_layout
from triplewire.build.identify import identified, refuse_shrinking
from triplewire.build.incoming import read_wanted
from triplewire.build.into import Into
from triplewire.build.lineages import digits_in, with_lineages
from triplewire.build.making import make
from triplewire.build.one_article import Setup, Task, set_up
from triplewire.build.roots import place
from triplewire.build.surveying import Tools, drafts_of, survey
from triplewire.build.tables import MEMORY, Cluster, kept_draft, open_tables
from triplewire.build.write import Outcome, begin, write

__all__ = [
    "LOG",
    "MEMORY",
    "Cluster",
    "Fault",
    "Into",
    "Outcome",
    "Setup",
    "Task",
    "Tools",
    "assigned",
    "begin",
    "digits_in",
    "drafts_of",
    "gather",
    "gold_layout",
    "guarded",
    "identified",
    "kept_draft",
    "make",
    "open_tables",
    "place",
    "read_wanted",
    "refuse_shrinking",
    "set_up",
    "survey",
    "with_lineages",
    "write",
    "write_log",
]
