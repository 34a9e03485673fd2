"""The statistics as one self-contained HTML page."""

from kalquiz.bank import Bank
from kalquiz.page import render_page
from kalquiz.stats.figures import Stats
from kalquiz.stats.show import stats_glance, stats_parts


def stats_page(bank: Bank, stats: Stats) -> str:
    """The page, in the bank's language for its title and in English for the rest. It loads nothing."""
    return render_page(
        "kalquiz.stats",
        "stats.html.j2",
        bank=bank,
        stats=stats,
        glance=stats_glance(bank, stats),
        parts=stats_parts(bank, stats),
    )
