"""Banks: reading a folder of YAML files into a typed `Bank`, with every problem at its place."""

from typing import TYPE_CHECKING

from kalquiz.late import late

if TYPE_CHECKING:
    from kalquiz.bank.bundled import DEFAULT, NoSuchBankError, bundled_banks, documentation, find_bank
    from kalquiz.bank.explain import did_you_mean
    from kalquiz.bank.image import ImageError, ImageFile, read_image
    from kalquiz.bank.load import load_about, load_bank, load_sound
    from kalquiz.bank.model import Bank, BankFile, Section, SectionFile, require_sources
    from kalquiz.bank.new import NewBankError, new_bank, sample
    from kalquiz.bank.outline import Loc
    from kalquiz.bank.rewrite import rewritten
    from kalquiz.bank.schema import bank_schema
else:
    __getattr__ = late(
        __name__,
        {
            "bundled": "DEFAULT NoSuchBankError bundled_banks documentation find_bank",
            "explain": "did_you_mean",
            "image": "ImageError ImageFile read_image",
            "load": "load_about load_bank load_sound",
            "model": "Bank BankFile Section SectionFile require_sources",
            "new": "NewBankError new_bank sample",
            "outline": "Loc",
            "rewrite": "rewritten",
            "schema": "bank_schema",
        },
    )

__all__ = [
    "DEFAULT",
    "Bank",
    "BankFile",
    "ImageError",
    "ImageFile",
    "Loc",
    "NewBankError",
    "NoSuchBankError",
    "Section",
    "SectionFile",
    "bank_schema",
    "bundled_banks",
    "did_you_mean",
    "documentation",
    "find_bank",
    "load_about",
    "load_bank",
    "load_sound",
    "new_bank",
    "read_image",
    "require_sources",
    "rewritten",
    "sample",
]
