"""What a build is made of: its steps, those of one article, the processes that share them."""

from triplewire.build.faults import LOG, Fault, guarded, write_log
from triplewire.build.gather import gather
from triplewire.build.gold import gold_layout
from triplewire.build.identify import assigned, changed, identified, refuse_shrinking
from triplewire.build.incoming import read_all, read_wanted
from triplewire.build.lineages import digits_in, with_lineages
from triplewire.build.memo import MEMO, Memo
from triplewire.build.one_article import Setup, Task, set_up
from triplewire.build.roots import place
from triplewire.build.shared_graphs import Into
from triplewire.build.workers import Tools, Workers, drafts_of, kept_draft
from triplewire.build.write import Outcome, write

__all__ = [
    "LOG",
    "MEMO",
    "Fault",
    "Into",
    "Memo",
    "Outcome",
    "Setup",
    "Task",
    "Tools",
    "Workers",
    "assigned",
    "changed",
    "digits_in",
    "drafts_of",
    "gather",
    "gold_layout",
    "guarded",
    "identified",
    "kept_draft",
    "place",
    "read_all",
    "read_wanted",
    "refuse_shrinking",
    "set_up",
    "with_lineages",
    "write",
    "write_log",
]
