"""Practice: a session that asks, reads what is typed, and says what was right and where it is written."""

from kalquiz.practice.console import Console
from kalquiz.practice.session import Session, Summary
from kalquiz.practice.talk import talk
from kalquiz.practice.terms import Terms

__all__ = ["Console", "Session", "Summary", "Terms", "talk"]
