"""A shape whose constraints are read, with the errors for parameters that cannot be used."""

from dataclasses import dataclass

from triplewire.errors import ValidateError
from triplewire.shacl.graph import Data, Term, is_literal, shown, value_of


@dataclass(frozen=True, slots=True)
class Setting:
    """A shape of the shapes graph whose constraints are read."""

    shapes: Data
    shape: Term

    def odd(self, parameter: str, value: Term) -> ValidateError:
        """Return the error for a parameter with a value that it cannot have."""
        return ValidateError(
            f"not a value of sh:{parameter}: {value}",
            where=shown(self.shape),
            hint="correct the shape",
        )

    def count(self, parameter: str, value: Term) -> int:
        """Return a number from 0 on. Raises: ValidateError when it is none."""
        number = value_of(value) if is_literal(value) else None
        if number is None or not isinstance(number.value, int) or number.value < 0:
            raise self.odd(parameter, value)
        return number.value

    def members(self, parameter: str, head: Term) -> list[Term]:
        """Return the members of a list. Raises: ValidateError when it is none."""
        try:
            return self.shapes.members(head)
        except ValueError as error:
            raise self.odd(parameter, head) from error
