"""The words that attribute: reporting verbs, nouns and phrases, by what they can govern.

A word list from general English, kept as data. ``VERBS`` maps every inflected form to its
``Verb``; a verb's classes say which constructions count as attribution ("added that 12 …" does,
"added 12 buses" does not). ``NOUNS`` does the same for claim-bearing nouns.
"""

from dataclasses import dataclass
from enum import Flag, auto


class Governs(Flag):
    """What a cue verb may take as the content it attributes."""

    CLAUSE = auto()  # a finite clause: "said (that) 12 …"
    QUOTE = auto()  # a quotation beside it
    TRAIL = auto()  # stands after or inside what it reports: "12 …, police said"
    OBJECT = auto()  # a measured object: "reported 35 deaths"
    AGENT = auto()  # its passive names a source: "recorded by police"
    AIM = auto()  # an infinitive or object that is wanted or promised: "plans to hire 40"
    STANCE = auto()  # something judged: "accused them of hiding 40"


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue verb: its base form and what it governs."""

    base: str
    governs: Governs


_SAY = Governs.CLAUSE | Governs.QUOTE | Governs.TRAIL
_FIND = Governs.CLAUSE | Governs.OBJECT | Governs.AGENT | Governs.TRAIL
_COUNT = Governs.OBJECT | Governs.AGENT
_THINK = Governs.CLAUSE

# Each line: what the verbs govern, then their base forms.
_CLASSES: tuple[tuple[Governs, str], ...] = (
    (
        _SAY,
        """say tell add explain argue insist admit acknowledge concede warn caution reply respond
        answer comment remark declare state stress emphasize emphasise reiterate repeat maintain
        contend assert allege testify recall recount complain joke quip lament muse reason write
        tweet post blog continue boast brag counter retort vow exclaim shout yell whisper
        mutter murmur cry scream interject conclude swear attest assure reassure inform notify
        advise promise pledge suggest propose predict forecast note observe mention claim announce
        confirm deny disclose reveal report hint imply signal speculate theorize opine proclaim
        pronounce profess protest object agree disagree urge ask wonder inquire demand
        underline underscore clarify elaborate narrate relate recite read caution
        message text email echo venture volunteer grumble snap fume gush enthuse marvel plead
        point rule certify verify vouch preach lecture scold chide""",
    ),
    (
        _FIND,
        """find show reveal indicate suggest demonstrate conclude discover determine establish
        report estimate calculate compute project forecast predict reckon assess confirm
        disclose state note document detail declare announce cite conclude illustrate prove
        list outline describe rate rank publish hear learn""",
    ),
    (
        _COUNT,
        """record register log tally count tabulate document report confirm estimate
        calculate""",
    ),
    (Governs.AGENT, "identify set measure plan outline list unveil present propose"),
    (
        Governs.CLAUSE | Governs.TRAIL,
        """believe think reckon understand guess figure suspect imagine fear hold feel""",
    ),
    (
        _THINK,
        """know realize realise doubt assume presume worry recognize recognise accept appreciate
        concern consider regard view see conceive foresee anticipate envision envisage judge
        decide remember forget learn hear""",
    ),
    (
        Governs.CLAUSE | Governs.AIM,
        """expect hope want plan intend aim seek propose recommend request promise pledge
        vow threaten offer forecast project predict anticipate target envisage foresee see budget
        guide""",
    ),
    (
        Governs.AIM | Governs.CLAUSE,
        """urge demand ask advise encourage instruct call advocate agree refuse claim""",
    ),
    (
        Governs.STANCE,
        """accuse blame criticize criticise praise condemn denounce slam blast attack mock ridicule
        defend support endorse back oppose reject dismiss dispute question challenge welcome
        applaud hail credit describe portray characterize characterise label call dub deem rate
        consider regard view cite mention reference discuss highlight tout deride decry scold
        rebuke chastise lambast rap grill charge point refer allude speak talk complain boast brag
        argue rail slam push press warn champion favor favour prefer like love hate
        emphasize stress underscore underline recall""",
    ),
)

_IRREGULAR: dict[str, str] = {
    "say": "says said said saying",
    "tell": "tells told told telling",
    "write": "writes wrote written writing",
    "find": "finds found found finding",
    "show": "shows showed shown showing",
    "read": "reads read read reading",
    "hear": "hears heard heard hearing",
    "learn": "learns learned learned learning",
    "think": "thinks thought thought thinking",
    "know": "knows knew known knowing",
    "see": "sees saw seen seeing",
    "foresee": "foresees foresaw foreseen foreseeing",
    "forecast": "forecasts forecast forecast forecasting",
    "forget": "forgets forgot forgotten forgetting",
    "understand": "understands understood understood understanding",
    "hold": "holds held held holding",
    "feel": "feels felt felt feeling",
    "swear": "swears swore sworn swearing",
    "speak": "speaks spoke spoken speaking",
    "seek": "seeks sought sought seeking",
    "admit": "admits admitted admitted admitting",
    "blog": "blogs blogged blogged blogging",
    "brag": "brags bragged bragged bragging",
    "refer": "refers referred referred referring",
    "plan": "plans planned planned planning",
    "log": "logs logged logged logging",
    "quip": "quips quipped quipped quipping",
    "snap": "snaps snapped snapped snapping",
    "slam": "slams slammed slammed slamming",
    "rap": "raps rapped rapped rapping",
    "label": "labels labelled labelled labelling",
    "signal": "signals signalled signalled signalling",
    "dub": "dubs dubbed dubbed dubbing",
    "target": "targets targeted targeted targeting",
    "budget": "budgets budgeted budgeted budgeting",
    "prefer": "prefers preferred preferred preferring",
    "shout": "shouts shouted shouted shouting",
    "prove": "proves proved proven proving",
    "put": "puts put put putting",
    "set": "sets set set setting",
    "cite": "cites cited cited citing",
}

# Second spellings of the past of verbs above.
_VARIANTS: dict[str, str] = {
    "forecasted": "forecast",
    "learnt": "learn",
    "labeled": "label",
    "labeling": "label",
    "signaled": "signal",
    "signaling": "signal",
    "pled": "plead",
    "pleaded": "plead",
}


def forms(base: str) -> list[str]:
    """The four inflected forms of a verb besides its base: ``deny`` → denies denied denied denying.

    Regular verbs follow the spelling rules; others stand in the table of irregular ones.
    """
    if base in _IRREGULAR:
        return _IRREGULAR[base].split()
    if base.endswith("e"):
        return [base + "s", base + "d", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"]
    tail = "es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return [base + tail, base + "ed", base + "ed", base + "ing"]


def _inflect() -> dict[str, Verb]:
    governs: dict[str, Governs] = {}
    for kind, bases in _CLASSES:
        for base in bases.split():
            governs[base] = governs.get(base, Governs(0)) | kind
    table: dict[str, Verb] = {}
    for base, kind in governs.items():
        verb = Verb(base, kind)
        for form in [base, *forms(base)]:
            table.setdefault(form, verb)
    for form, base in _VARIANTS.items():
        table[form] = table[base]
    return table


VERBS: dict[str, Verb] = _inflect()

# Forms that are read as verbs whatever the tagger says.
ALWAYS_VERB = frozenset({"says", "said", "told", "tells"})
