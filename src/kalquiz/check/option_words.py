"""The words that rules on options go by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OptionWords:
    """Words and phrases of a language that matter in options.

    Attributes:
        absolutes: words that leave no exception.
        limits: those of them that many true statements need; one alone is no cue.
        whole: those of them that are mere amounts beside a share.
        share: begins an option that says how many or how much.
        vague: words for how often, which everyone understands differently.
        function: words that join others and mean nothing alone.
        common: words that stand in every other question, such as `called` and `year`.
        root: a whole word; its group is what it shares with its kin.
        catch_all: stands in an option that stands for all, none or the rest of the answers.
        catch_these: a whole option that does so in words that may mean what the stem speaks of, too.
        labels: a whole option that names others by letters, numbers or places: `A and C`.
        only_label: one that singles some out: `A only`, `both statements`.
        label: a letter, number or place in such an option.
        join: stands between the things that an option lists.
        both: stands before or after such a list.
        no_reason: feedback as a whole that says that it is wrong, and not why.
        among: stands in a lead-in that points to the options.
        spans: stands in a lead-in that asks for a range, so that options are ranges and not classes.
        article: an indefinite article at the end of a stem or before a gap in it.
        spoken_as: by article the beginnings of words that take it against their spelling; by "" what takes either.
    """

    absolutes: re.Pattern[str]
    limits: frozenset[str]
    whole: frozenset[str]
    share: re.Pattern[str]
    vague: re.Pattern[str]
    function: frozenset[str]
    common: frozenset[str]
    root: re.Pattern[str]
    catch_all: re.Pattern[str]
    catch_these: re.Pattern[str]
    labels: re.Pattern[str]
    only_label: re.Pattern[str]
    label: re.Pattern[str]
    join: re.Pattern[str]
    both: re.Pattern[str]
    no_reason: re.Pattern[str]
    among: re.Pattern[str]
    spans: re.Pattern[str]
    article: re.Pattern[str]
    spoken_as: Mapping[str, re.Pattern[str]]


def _words(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(phrases)})(?![\w'’]|-\w)", re.IGNORECASE)


def _split(words: str) -> list[str]:
    return words.split()


_THINGS = r"(?:options?|answers?|choices?|alternatives?|statements?|responses?|possibilities|items?)"
_GIVEN = r"(?:other|others|listed|given|above|preceding|previous|foregoing|remaining)"
_REST = rf"(?:(?:the|these|those|of|in)\s+)*(?:{_GIVEN}\s+)?(?:{_GIVEN}|{_THINGS})(?:\s+{_GIVEN})?"
_ALL = r"(?:all|none|any|both|neither|either|each|every\s+one|most|(?:all|any|both)\s+(?:two|three|four|five|\d))"
_JUDGED = r"(?:\s+(?:is|are|were|was|apply|applies|fits?|equally|correct|true|false|wrong|right)\b.*)?"
_RIGHT = r"(?:(?:equally|all|both|also)\s+)?(?:correct|right|true|wrong|false|possible|acceptable)"
_NOT_HERE = r"(?:not|n['’]t)\s+(?:\w+\s+)?(?:listed|given|mentioned|shown|named|here|among\s+these)"

_LABEL = r"(?:[a-z]|[1-9]|i{1,3}|i?v|vi{0,3})"
_NAMED = rf"(?:{_THINGS}|numbers?)"
_PLACE = r"the\s+(?:first|second|third|fourth|fifth|last)"
_MENTION = rf"(?:(?:{_NAMED}\s+)?\(?{_LABEL}[).]?|{_PLACE}(?:\s+{_NAMED})?)"
_AND = r"(?:,|&|/|\+|and|or|nor|not|,?\s*but\s+not|,\s*(?:and|or|not))"
_AFTER = (
    rf"(?:\s+(?:of\s+(?:these|those|them)|{_NAMED}|only|alone|together|above"
    r"|(?:is|are)\s+(?:both\s+)?(?:correct|right|true|false|wrong)))?\W*"
)

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
        "every (?:single|one|time)",
        "none",
    ),
    limits=frozenset({"all", "none", "only", "everyone", "everybody", "nobody", "no one"}),
    whole=frozenset({"all", "none"}),
    share=re.compile(
        r"(?:half|parts?|most|some|(?:a )?few|many|one|two|three|four|five|\d+)\b", re.IGNORECASE
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
    function=frozenset(
        _split(
            "a an the and or but nor of in on at by for from to with without into onto upon over under above below "
            "between among through during before after until since about against as than that this these those it its "
            "he him his she her they them their theirs we our you your i my who whom whose which what when where why "
            "how is are was were be been being am do does did done has have had having can could may might must shall "
            "should will would if then so also here there because while although"
        )
    ),
    common=frozenset(
        _split(
            "not very more most less least much many some each every both first second other another same such "
            "only just name called term word following correct best true false answer question statement option "
            "according year years time times number part kind type example made make makes used use uses using found "
            "given known said says mean means became become happen happens happened"
        )
    ),
    root=re.compile(
        r"(.{4,}?)(?:s|es|ed|ings?|ers?|ors?|ly|al|ally|ial|ic|ical|ically|isms?|ists?|istic|it(?:y|ies)|y|ies|ied"
        r"|ations?|ions?|at(?:es?|ed|ing|ors?)|ives?|ments?|ness|ous|ful|less|[ai]ble|[ae]nce|[ae]nt|[ae]ry"
        r"|i[sz](?:e|es|ed|ing|ation)|ify|ified|ship|age|ians?|an|e|en|th)?"
    ),
    catch_all=re.compile(
        rf"^(?:it(?:['’]s|\s+is|\s+was)\s+)?{_ALL}\s+(?:of\s+)?{_REST}{_JUDGED}\W*$"
        rf"|^{_ALL}\s+(?:of\s+(?:them|these|those)\s+)?(?:is|are|were|was)\s+{_RIGHT}\W*$"
        r"|^(?:both|neither)\W*$"
        rf"|\b(?:all|none|both|neither|any)\s+of\s+the\s+(?:other\s+)?{_THINGS}(?:\s+{_GIVEN})?\W*$"
        rf"|^(?:there\s+is\s+)?no\s+(?:right|correct)\s+{_THINGS}\b"
        rf"|^(?:something|anything|somebody|someone|(?:an?other|an)\s+{_THINGS}|one)\b.*\b{_NOT_HERE}\b"
        rf"|^(?:an?other|a\s+different)\s+{_THINGS}\W*$",
        re.IGNORECASE,
    ),
    catch_these=re.compile(
        r"(?:all|none|any|both|neither|each|all\s+(?:two|three|four|five|\d))\s+(?:of\s+)?(?:these|those|them)\W*"
        r"|(?:they|these|those)\s+(?:all|both)(?:\s+(?:are|do|did|were))?\W*|all\s+(?:three|four|five|\d)\W*",
        re.IGNORECASE,
    ),
    labels=re.compile(
        rf"(?:(?:only|both|neither|either)\s+(?:of\s+)?)?{_MENTION}(?:\s*{_AND}\s*{_MENTION})*{_AFTER}",
        re.IGNORECASE,
    ),
    only_label=re.compile(
        rf"(?:(?:only|both|all|neither|none)\s+(?:of\s+)?(?:the\s+)?{_NAMED}(?:\s+{_LABEL})?"
        rf"|{_MENTION}\s+(?:only|alone)"
        r"|(?:only\s+)?the\s+(?:first|last)\s+(?:two|three)(?:\s+of\s+(?:these|them))?)\W*",
        re.IGNORECASE,
    ),
    label=re.compile(rf"(?<![\w'’])(?:{_LABEL}(?![\w'’])|{_PLACE}\b)", re.IGNORECASE),
    join=re.compile(
        r"\s*(?:,|;|&|/|\+)\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|together with|or|plus|nor|not)\s+"
    ),
    both=re.compile(r"^(?:both|either|neither|only)\s+|\s+(?:together|only)$", re.IGNORECASE),
    no_reason=re.compile(
        r"(?:(?:no|sorry|oops|alas)\W*)*(?:(?:this|that|it)(?:['’]s|\s+is)\s+)?(?:(?:the|an?)\s+)?"
        r"(?:not\s+(?:quite|really)?\s*(?:right|correct|true|so|this\s+one|it)?|wrong|incorrect|false|untrue|no|nope)?"
        rf"(?:\s+{_THINGS})?\W*(?:(?:please\s+)?(?:try|guess|think)\s+again)?\W*",
        re.IGNORECASE,
    ),
    among=re.compile(r"\b(?:which|what|the\s+following|these|whom?)\b", re.IGNORECASE),
    spans=re.compile(
        r"\b(?:ranges?|intervals?|spans?|periods?|(?:which|what|the)\s+years|dates|normal|from\s+(?:when|which|what)"
        r"|between\s+(?:which|what)"
        r"|when\b.*\b(?:fought|waged|lasts?|reign(?:ed)?|ruled?|live[ds]?|govern(?:ed)?|serve|built|exist"
        r"|in\s+(?:office|power|use)))\b",
        re.IGNORECASE,
    ),
    article=re.compile(r"(?:^(An?)|(?<![/\w(])(an?))\s*(?:_{2,}|[_.…:—-]*\s*$)"),
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
