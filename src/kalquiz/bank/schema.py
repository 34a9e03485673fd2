"""The JSON Schema of a bank's files, for editors and other tools."""

from typing import Any

from kalquiz.bank.model import BankFile, SectionFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def bank_schema() -> dict[str, Any]:
    """One schema for both kinds of file: `bank.yaml` and the file of a section."""
    from pydantic.json_schema import models_json_schema

    references, schema = models_json_schema(
        [(BankFile, "validation"), (SectionFile, "validation")], ref_template="#/$defs/{model}"
    )
    kinds = [references[BankFile, "validation"], references[SectionFile, "validation"]]
    return {"$schema": DRAFT, "title": "A file of a kalquiz bank", "anyOf": kinds, **schema}
