"""What stays out, and why, in; the words that say so on a terminal out."""

from triplewire.ask import visible, visible_lines
from triplewire.build import Fault


def told(fault: Fault) -> str:
    """Return in words why a source stays out, and what to do about it."""
    hint = f"\n  hint: {visible_lines(fault.hint)}" if fault.hint else ""
    return f"{visible(fault.name)}: {visible_lines(fault.reason)}{hint}"
