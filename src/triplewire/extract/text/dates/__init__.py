"""A text and its day of publication in, the dates and periods it names out, with values in EDTF."""

from triplewire.extract.text.dates.find import find_dates, read_date

__all__ = ["find_dates", "read_date"]
