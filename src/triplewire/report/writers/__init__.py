"""Findings in, a report out: one file for each format."""

from triplewire.report.writers.html import report_html
from triplewire.report.writers.json import report_json
from triplewire.report.writers.junit import report_junit
from triplewire.report.writers.sarif import report_sarif
from triplewire.report.writers.text import report_text
from triplewire.report.writers.turtle import report_turtle

__all__ = [
    "report_html",
    "report_json",
    "report_junit",
    "report_sarif",
    "report_text",
    "report_turtle",
]
