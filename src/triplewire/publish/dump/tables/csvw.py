"""The tables of a dump in, their description for programs out: CSV on the Web.

Source: W3C, Model for Tabular Data and Metadata on the Web (2015).
"""

import json
from typing import Any

from triplewire.publish.dump.tables.cells import SEPARATOR
from triplewire.publish.dump.tables.columns import TABLES, Column, Table
from triplewire.vocab import PREFIXES

METADATA = "csv-metadata.json"
_FORM_OF_DATES = "yyyy-MM-dd"


def csvw(title: str, licence: str | None) -> bytes:
    """Return the metadata of all tables as JSON."""
    said: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": title,
    }
    if licence:
        said["dc:license"] = {"@id": licence}
    said["dialect"] = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True}
    said["tables"] = [_table(table) for table in TABLES]
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column, table) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if len(table.key) == 1:
        schema["aboutUrl"] = f"{{+{table.key[0]}}}"
    # A foreign key of CSVW is a whole cell: those of lists are told by their descriptions alone.
    listed = {column.name for column in table.columns if column.listed}
    joins = [_join(column, other) for column, other in table.joins if column not in listed]
    if joins:
        schema["foreignKeys"] = joins
    return {"url": f"{table.name}.csv", "dc:description": table.says, "tableSchema": schema}


def _column(column: Column, table: Table) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.says,
        "datatype": column.datatype,
    }
    if column.datatype == "date":
        said["datatype"] = {"base": "date", "format": _FORM_OF_DATES}
    if column.listed:
        said["separator"] = SEPARATOR
    if column.name in table.key and not column.optional:
        said["required"] = True
    if column.property:
        prefix, _, local = column.property.partition(":")
        said["propertyUrl"] = PREFIXES[prefix] + local
    return said


def _join(column: str, other: str) -> dict[str, Any]:
    key = next(table.key[0] for table in TABLES if table.name == other)
    reference = {"resource": f"{other}.csv", "columnReference": key}
    return {"columnReference": column, "reference": reference}
