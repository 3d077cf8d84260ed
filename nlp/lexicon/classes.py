"""General English lists: what happened to whom, which words name people, which name a part.

Every entry is a word of the language, not of a story; a word that is in no list is unknown, and
unknown is compatible with everything. The words are given in their base form and stemmed once.
"""

from nlp.lexicon.stems import stem, word_list


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


# What a count of people (or what a sum, a length …) is a count *of*. One class, one question.
PERSON_CLASSES: dict[str, frozenset[str]] = {
    "killed": _stems(
        """kill die dead death deadly fatal fatally fatality perish slain slay murder toll massacre
        drown execute lynch assassinate corpse body slaughter behead electrocute life"""
    ),
    "injured": _stems("injure injury wound hurt maim bruise burn concuss"),
    "hospital": _stems("hospital hospitalise hospitalize ambulance clinic admit treat inpatient"),
    "serious": _stems(
        "serious seriously critical critically life-threatening severe severely grave"
    ),
    "minor": _stems("minor slight slightly superficial non-life-threatening"),
    "missing": _stems("missing unaccounted disappear vanish untraced"),
    "trapped": _stems("trap strand stuck entomb pin"),
    "arrested": _stems("arrest apprehend detain custody detention handcuff suspect"),
    "charged": _stems("charge indict prosecute arraign accuse"),
    "convicted": _stems("convict sentence guilty jail imprison"),
    "freed": _stems("free release liberate handover freedom"),
    "held": _stems("captive captivity hostage hold captor"),
    "abducted": _stems("abduct kidnap seize snatch capture"),
    "escaped": _stems("escape abscond"),
    "displaced": _stems("displace homeless uproot flee refugee shelter"),
    "evacuated": _stems("evacuate evacuee evacuation"),
    "rescued": _stems("rescue save survive survivor"),
    "shot": _stems("shoot gunshot gun gunfire"),
    "infected": _stems("infect infection case contract diagnose positive sicken ill patient"),
    "vaccinated": _stems("vaccinate vaccine jab dose inoculate immunise immunize"),
    "attended": _stems(
        "attend attendance crowd gather march rally turnout audience spectator demonstrate protest"
    ),
    "dismissed": _stems("layoff redundancy redundant sack fire dismiss axe"),
    "employed": _stems("employ hire recruit employee workforce payroll staff"),
    "aboard": _stems("aboard board passenger crew onboard"),
    "deployed": _stems("deploy station dispatch reinforce garrison troop"),
    "born": _stems("birth newborn baby"),
    "affected": _stems("affect impact power blackout outage"),
    "against": _stems("against oppose reject nay"),
    "voted": _stems("vote ballot elect electorate"),
}

THING_CLASSES: dict[str, frozenset[str]] = {
    "destroyed": _stems("destroy collapse demolish flatten raze level gut"),
    "damaged": _stems("damage burn scorch flood wreck"),
    "built": _stems("build construct erect"),
    "sold": _stems("sell sale ship deliver"),
    "seized": _stems("seize confiscate impound recover"),
    "launched": _stems("launch fire test"),
    "deployed": _stems("deploy dispatch send mobilise mobilize work"),
    "against": _stems("against oppose reject nay"),
    "voted": _stems("vote ballot"),
}

LENGTH_CLASSES: dict[str, frozenset[str]] = {
    "depth": _stems("depth deep beneath underground epicentre epicenter hypocentre"),
    "width": _stems("width wide diameter broad across narrow"),
    "height": _stems("height high altitude tall elevation apogee"),
    "travelled": _stems(
        "travel fly cover drive run walk barrel journey cross plough careen career"
    ),
    "away": _stems(
        "away north south east west northeast northwest southeast southwest off from near"
    ),
    "long": _stems("long length stretch border coastline"),
    "snow": _stems("snow snowfall"),
    "rain": _stems("rain rainfall"),
    "rise": _stems("rise raise swell sea"),
}

SPEED_CLASSES: dict[str, frozenset[str]] = {
    "limit": _stems("limit maximum allow restrict top"),
    "wind": _stems("wind gust storm hurricane"),
    "moving": _stems("travel speed drive go clock"),
}

MONEY_CLASSES: dict[str, frozenset[str]] = {
    "price": _stems("price trade quote value"),
    "fallen": _stems("fall plunge slump drop tumble sink slide low lowest bottom crash"),
    "risen": _stems("rise climb surge soar jump rally high highest peak rebound bounce recover"),
    "deal": _stems("acquire buy purchase acquisition takeover deal merger agree"),
    "cash": _stems("cash"),
    "raised": _stems("raise fund funding invest investor round venture"),
    "owed": _stems("owe debt bill invoice"),
    "minimum": _stems("minimum least"),
    "repaid": _stems("repay reimburse refund return"),
    "stolen": _stems("steal embezzle misuse convert misappropriate launder fraud divert"),
    "profit": _stems("profit earnings earn income"),
    "revenue": _stems("revenue turnover sale"),
    "loss": _stems("loss lose deficit"),
    "tax": _stems("tax writedown hit"),
    "fine": _stems("fine penalty forfeit"),
    "spent": _stems("spend expenditure"),
    "budget": _stems("budget allocate authorise authorize grant appropriate"),
    "wage": _stems("wage salary payroll"),
    "donated": _stems("donate donation pledge promise gift charity"),
    "damages": _stems("damages damage compensation settle settlement award insure"),
    "demanded": _stems("demand request seek ask ransom"),
    "fare": _stems("fare ticket fee toll rent"),
}

PERCENT_CLASSES: dict[str, frozenset[str]] = {
    "jobless": _stems("jobless unemployment unemployed"),
    "inflation": _stems("inflation price consumer"),
    "interest": _stems("interest rate lending benchmark yield mortgage"),
    "growth": _stems("growth grow expand economy gdp"),
    "turnout": _stems("turnout"),
    "support": _stems("support favour favor back approve approval poll"),
    "stake": _stems("stake own ownership shareholding"),
}

_BY_KIND = {
    "people": PERSON_CLASSES,
    "count": {**THING_CLASSES, **PERSON_CLASSES},
    "things": THING_CLASSES,
    "money": MONEY_CLASSES,
    "share": PERCENT_CLASSES,
    "length": LENGTH_CLASSES,
    "speed": SPEED_CLASSES,
}


def classes_of(kind: str) -> dict[str, frozenset[str]]:
    """The classes of a kind of number ("people", "things", "count" for both, "money", …)."""
    return _BY_KIND.get(kind, {})


# Words that name people by themselves.
PERSON_NOUNS = _stems(
    """person individual human
    man woman child boy girl adult teenager teen youth baby infant toddler
    victim casualty survivor fatality death injury dead wounded injured soldier troop officer
    policeman police civilian resident villager citizen inhabitant student schoolgirl schoolboy
    pupil teacher staff employee worker miner nurse doctor medic patient passenger crew pilot
    sailor fisherman driver cyclist pedestrian motorist commuter tourist visitor guest traveller
    traveler migrant refugee asylum-seeker evacuee hostage captive prisoner inmate detainee suspect
    defendant militant insurgent rebel fighter terrorist gunman attacker assailant protester
    demonstrator marcher supporter fan spectator reveller reveler attendee participant member
    colleague relative friend parent mother father brother sister daughter son family pensioner
    voter candidate lawmaker senator congressman delegate democrat republican minister official
    rescuer firefighter volunteer diver climber hiker skier swimmer athlete player journalist
    reporter activist monk nun priest pilgrim worshipper follower serviceman servicewoman marine
    paramedic guard ranger crewman fighter conscript reservist veteran user customer client
    shopper investor shareholder household pupil farmer trader engineer scientist expert male
    female body life other toll somebody subscriber applicant recruit leader bystander
    onlooker caller case"""
)

# Different nouns for one counted thing.
SYNONYMS: dict[str, str] = {
    stem(other): stem(first)
    for first, *others in (
        ["building", "house", "home", "dwelling", "residence", "property", "structure"],
        ["excavator", "digger", "backhoe"],
        ["truck", "lorry"],
        ["car", "vehicle", "automobile"],
        word_list("""plane aircraft aeroplane airplane jet airliner"""),
        ["ship", "vessel", "boat"],
        ["quake", "earthquake", "tremor", "temblor"],
        ["country", "nation", "state"],
        ["job", "post", "position"],
        ["film", "movie"],
        ["shop", "store"],
        ["flat", "apartment"],
        ["blaze", "fire", "wildfire"],
        ["test", "launch", "firing"],
    )
    for other in others
}

_PERSON_ENDINGS = ("man", "woman", "men", "women", "people", "goer", "worker", "folk")

# A count of one of these is a part of the people that the plain word counts.
SUBGROUPS: dict[str, frozenset[str]] = {
    "child": _stems(
        """child children boy girl schoolgirl schoolboy baby infant toddler minor teenager teen
        pupil youngster youth"""
    ),
    "woman": _stems("woman girl schoolgirl mother wife female daughter nun schoolgirl"),
    "man": _stems("man boy father husband male son"),
    "soldier": _stems(
        """soldier troop marine serviceman servicewoman conscript reservist sailor airman fighter"""
    ),
    "police": _stems("policeman policewoman constable officer police"),
    "militant": _stems(
        "militant insurgent rebel terrorist gunman attacker assailant extremist jihadist bomber"
    ),
    "civilian": _stems("civilian bystander villager"),
    "worker": _stems("worker employee staff miner firefighter rescuer paramedic nurse doctor"),
    "crew": _stems("crew pilot crewman crewmember"),
    "passenger": _stems("passenger commuter"),
    "student": _stems("student pupil schoolgirl schoolboy"),
    "foreigner": _stems("foreigner tourist expatriate"),
    "guest": _stems("guest"),
    "suspect": _stems("suspect defendant"),
    "voter": _stems("voter"),
}

# What happened to people stands for them: "six wounded", "the 40 injured".
PERSON_STATES = _stems(
    """killed dead wounded injured hurt missing shot trapped arrested detained freed rescued
    displaced homeless hospitalised hospitalized evacuated infected confirmed vote
    ballot signature"""
)

# Words after which a number counts a part, and words that say it is the rest of a whole.
PART_WORDS = _stems("include including among aged alone whom")
REST_WORDS = _stems("other another more additional further rest remaining")

# Harm to people is counted upwards while news comes in; such counts move.
TOLL_CLASSES = frozenset(
    word_list(
        """killed injured hospital serious minor missing trapped displaced evacuated rescued shot
        infected affected arrested"""
    )
)
# Counts of things, and of people on the move, that also grow while news comes in.
MOVING_CLASSES = TOLL_CLASSES | frozenset(
    word_list("destroyed damaged deployed vaccinated charged freed held escaped snow rain")
)
# Prices of the moment go up and down: only the clock orders them.
FLUCTUATING_CLASSES = frozenset(word_list("price"))

_COUNT_WORDS = (
    r"(?:report|figure|estimate|count|toll|version|statement|number|tally|total|measurement|"
    r"reading|rating)s?"
)
# Words whose presence beside two numbers says that one replaced the other.
SUPERSEDING = (
    rf"\b(?:earlier|initial|original|preliminary|previous|first) {_COUNT_WORDS}\b",
    r"\b(?:initially|originally|previously|at first)\b",
    r"\brevis(?:e|ed|es|ing|ion)\b",
    r"\b(?:rose|risen|rises|climbed|climbs|jumped|increased|grew|grown|rising|raised)"
    r" (?:\w+ )?(?:to|from)\b",
    r"\b(?:fell|fallen|dropped|lowered|cut|reduced|downgraded|upgraded) (?:to|from)\b",
    r"\bupdated?\b",
    r"\b(?:up|down) from\b",
    rf"\b(?:bring(?:s|ing)?|brought) the (?:\w+ ){{0,3}}{_COUNT_WORDS}\b",
    r"\btoll (?:now )?stands at\b",
    r"\bcorrected (?:to|from)\b",
)
# The same before one number: it is the one that was replaced.
SUPERSEDED = (
    rf"\b(?:earlier|initial|original|previous|first) {_COUNT_WORDS}\b",
    r"\b(?:initially|originally|previously|at first)\b",
    r"\bearlier (?:put|rated|said|gave|given|reported|estimated)\b",
    r"\bhad (?:earlier |first |been )?(?:put|rated|said|given|estimated|reported)\b",
    r"\brevis\w+ (?:\w+ ){0,3}from\b",
)
PROVISIONAL = r"\b(?:preliminary|provisional|initial|tentative)\b"

MONTHS = word_list(
    """january february march april may june july august september october november december"""
)

# Indefinite, impersonal or generic sources: a class of bodies, never one of them.
GENERIC_SOURCES = _stems(
    """official authority police report reports media source witness expert analyst government
    resident local spokesman spokeswoman spokesperson doctor medic hospital prosecutor investigator
    lawyer company firm ministry agency army military rescuer organiser organizer they he she
    people some many observer critic relative survivor news record document filing data figure
    statement study survey statistic station channel paper newspaper outlet regulator court"""
)

# Bodies of which a country or a story has one of each kind: "the interior ministry".
BODY_HEADS = _stems(
    """ministry agency department bureau institute commission directorate inspectorate service
    authority board"""
)
# What stands before them without saying which one is meant.
VAGUE_MODIFIERS = _stems(
    """local regional state federal national public central chief senior foreign international other
    several various one unnamed same city county provincial"""
)

WIRE_SERVICES: dict[str, tuple[str, ...]] = {
    "Associated Press": ("associated press", "ap"),
    "Reuters": ("reuters", "thomson reuters"),
    "Agence France-Presse": ("agence france-presse", "agence france presse", "afp"),
    "Press Association": ("press association", "pa media"),
    "United Press International": ("united press international", "upi"),
    "Deutsche Presse-Agentur": ("deutsche presse-agentur", "dpa"),
    "Xinhua": ("xinhua",),
    "Kyodo": ("kyodo", "kyodo news"),
    "Yonhap": ("yonhap",),
    "ANSA": ("ansa",),
    "EFE": ("efe",),
    "TASS": ("tass", "itar-tass"),
    "Interfax": ("interfax",),
    "Bloomberg": ("bloomberg news",),
    "Press Trust of India": ("press trust of india", "pti"),
    "Asian News International": ("asian news international", "ani"),
    "Australian Associated Press": ("australian associated press", "aap"),
    "Canadian Press": ("the canadian press", "canadian press"),
}


def is_person_noun(noun: str) -> bool:
    """Does the word name people? ("schoolgirl", "gunmen", "partygoers"; not "digger", "truck")."""
    lowered = noun.casefold()
    return stem(lowered) in PERSON_NOUNS or lowered.removesuffix("s").endswith(_PERSON_ENDINGS)


def subgroups_of(noun: str) -> frozenset[str]:
    """The named parts of mankind that a noun picks out; none for "people" or "victims"."""
    stemmed = stem(noun)
    return frozenset(name for name, members in SUBGROUPS.items() if stemmed in members)
