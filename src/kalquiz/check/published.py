"""The works that rules come from, under one name each."""

HALADYNA = "Haladyna, Downing & Rodriguez 2002"
"""A review of multiple-choice item-writing guidelines. Applied Measurement in Education 15(3), 309-333."""

NBME = "NBME Item-Writing Guide"
"""National Board of Medical Examiners, Constructing written test questions for the health sciences."""

WOZNIAK = "Wozniak 1999, Twenty rules of formulating knowledge"
"""Effective learning: twenty rules of formulating knowledge. SuperMemo World."""
