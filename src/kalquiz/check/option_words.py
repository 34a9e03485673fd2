"""The words that rules on options go by."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OptionWords:
    """Words and phrases of a language that matter in options.

    Attributes:
        absolutes: words that leave no exception.
        vague: words for how often, which everyone understands differently.
        structure: words that say how, not what; and words of every question, such as `which year`.
        endings: what is taken off a word to compare it with its kin, the longest first.
        catch_all: a whole option that stands for all or none of the others.
        catch_these: the same in words that may mean what the stem speaks of, too.
        among: stands in a lead-in that points to the options.
        spans: stands in a lead-in that asks for a range, so that options are ranges and not classes.
        article: an indefinite article at the end of a stem or before a gap in it; its group is the article.
        spoken_as: by article the beginnings of words that take it against their spelling; by "" what takes either.
    """

    absolutes: re.Pattern[str]
    vague: re.Pattern[str]
    structure: frozenset[str]
    endings: Sequence[str]
    catch_all: re.Pattern[str]
    catch_these: re.Pattern[str]
    among: re.Pattern[str]
    spans: re.Pattern[str]
    article: re.Pattern[str]
    spoken_as: Mapping[str, re.Pattern[str]]


def _words(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(phrases)})(?![\w'’]|-\w)", re.IGNORECASE)


def _split(words: str) -> list[str]:
    return words.split()


_OTHERS = r"(?:other|listed|given|above|preceding|previous|foregoing|following|remaining)"
_THINGS = r"(?:options?|answers?|choices?|alternatives?|statements?|responses?|possibilities|items)"
_ABOVE = (
    rf"(?:(?:the|these|those|of)\s+)*(?:above|foregoing|preceding|previous|others|(?:{_OTHERS}\s+)?{_THINGS}"
    rf"(?:\s+(?:above|listed|given))?)"
)
_PREDICATE = r"(?:\s+(?:is|are|were|was|apply|applies|fits?|equally|correct|true|false|wrong|right)\b.*)?"
_HOW_MANY = r"(?:all|none|any|both|neither|either|each|every\s+one|most|(?:all|any|both)\s+(?:two|three|four|five|\d))"

ENGLISH_OPTIONS = OptionWords(
    absolutes=_words(
        "always",
        "never",
        "only",
        "solely",
        "exclusively",
        "invariably",
        "completely",
        "absolutely",
        "entirely",
        "totally",
        "wholly",
        "impossible",
        "everyone",
        "everybody",
        "nobody",
        "no one",
        "under no circumstances",
        "in no case",
        "at no time",
        "without (?:any )?exceptions?",
        "in (?:all|every) cases?",
        "all",
        "every",
        "none",
    ),
    vague=_words(
        "usually",
        "often",
        "rarely",
        "seldom",
        "sometimes",
        "frequently",
        "occasionally",
        "generally",
        "commonly",
        "typically",
        "mostly",
        "normally",
        "as a rule",
        "hardly ever",
        "regularly",
        "now and then",
        "from time to time",
        "once in a while",
        "in (?:most|many|some|a few) cases",
        "most of the time",
        "in general",
    ),
    structure=frozenset(
        _split(
            "a an the and or but nor of in on at by for from to with without into onto upon over under above below "
            "between among through during before after until since about against as than that this these those it its "
            "he him his she her they them their theirs we our you your i my who whom whose which what when where why "
            "how is are was were be been being am do does did done has have had having can could may might must shall "
            "should will would not no if then so also very more most less least much many few some any each every all "
            "both one two three first second other another same such own only just there here because while although "
            "name called term word following correct best true false answer question statement option according which "
            "year years time times number part kind type example made make makes used use uses using found given known "
            "said says say mean means became become happen happens happened"
        )
    ),
    endings=sorted(
        _split(
            "s es ed ing ings er ers or ors ly al ally ial ic ical ically ism isms ist ists istic ity ities y ies ied "
            "tion tions ation ations ion ions ive ives ment ments ness ous ful less able ible ance ence ant ent ary "
            "ery ize ise ized ised izing ising ization isation ify ified ship age an ian ians e en th"
        ),
        key=len,
        reverse=True,
    ),
    catch_all=re.compile(
        rf"(?:it(?:['’]s|\s+is|\s+was)\s+)?{_HOW_MANY}\s+(?:of\s+)?{_ABOVE}{_PREDICATE}\W*",
        re.IGNORECASE,
    ),
    catch_these=re.compile(
        r"(?:all|none|any|both|neither|each|all\s+(?:two|three|four|five|\d))\s+(?:of\s+)?(?:these|those|them)\W*"
        r"|(?:they|these|those)\s+(?:all|both)(?:\s+(?:are|do|did|were))?\W*|all\s+(?:three|four|five|\d)\W*",
        re.IGNORECASE,
    ),
    among=re.compile(r"\b(?:which|what|the\s+following|these|whom?)\b", re.IGNORECASE),
    spans=re.compile(
        r"\b(?:ranges?|intervals?|spans?|periods?|years|dates|reign(?:ed)?|last(?:ed)?|how\s+long|limits|bounds|between"
        r"\s+(?:which|what)|from\s+(?:when|which|what)|normal|term\s+of)\b",
        re.IGNORECASE,
    ),
    article=re.compile(r"\b(an?)\s*(?:[_.…:—-]+\s*|$)", re.IGNORECASE),
    spoken_as={
        "": re.compile(
            r"(?:herb|histor|hotel|hallucin|habitu|hered|11\d\d(?!\d)|18\d\d(?!\d)|[FHLMNRSX][A-Z]{2,}|U[A-Z])"
        ),
        "an": re.compile(
            r"(?:hour|honest|hono[u]?r|heir|yt|8|11(?!\d)|18(?!\d)|(?i:[fhlmnrsx])(?![A-Za-z])|[FHLMNRSX][A-Z]\b)"
        ),
        "a": re.compile(
            r"(?i:uni(?!n[a-z]|m[a-z]|dent)|us[aeu]|ut[eio]|ur[aeio]|uku|ubi|ufo|eu|ewe|ewer|one(?![a-z])|once|oui"
            r"|u(?![a-z]))"
        ),
    },
)
