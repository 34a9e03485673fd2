"""Statistics of a learner's history: retention beside its target, load, and what is hard."""

from kalquiz.stats.figures import Answered, Hard, Share, Stats, answered, figures
from kalquiz.stats.page import stats_page
from kalquiz.stats.show import stats_data, stats_glance, stats_parts

__all__ = [
    "Answered",
    "Hard",
    "Share",
    "Stats",
    "answered",
    "figures",
    "stats_data",
    "stats_glance",
    "stats_page",
    "stats_parts",
]
