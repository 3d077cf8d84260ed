"""Word lists of general English that the facets of a number are read with. All are lemmas or words
in lower case; none comes from a story."""

PEOPLE = frozenset(
    "people person persons others dead folks those them whom us everyone somebody".split()
)
# Verbs whose bare number is a number of people ("killed 12", "40 were hurt").
HUMAN_VERBS = frozenset(
    """
    kill injure wound hurt arrest detain hospitalize hospitalise evacuate rescue displace infect
    die perish drown kidnap abduct trap shoot stab convict sentence indict employ hire
    vaccinate deport jail imprison behead execute slay maim sicken suffer survive attend flee
    protest acquit strand charge murder massacre hospitalized free
    """.split()
)
HUMAN_STATES = frozenset(
    """
    dead injured wounded missing hurt homeless hospitalised hospitalized unaccounted trapped ill
    sick arrested detained killed infected displaced stranded jobless unemployed alive drowned
    evacuated rescued kidnapped abducted captive shot
    """.split()
)
# What only people are taken to or are in.
HUMAN_PLACES = frozenset(
    """
    hospital custody surgery coma quarantine isolation jail prison condition safety care clinic
    intensive detention
    """.split()
)
# Verbs that carry a number without saying what happened: the noun or the subject says it.
LIGHT_VERBS = frozenset(
    """
    be have do get make take report record register confirm log count see face number total
    reach stand hit come go remain include say show announce claim estimate put give bring find
    note list document tally cite contain comprise represent involve follow become seem appear
    feature state reveal predict forecast expect project top exceed surpass pass equal average
    amount mean lead leave keep hold cover carry need require use set help let want transport
    rush send admit transfer suffer sustain receive experience identify think know believe
    tell suggest indicate hear learn speak meet compare name call
    """.split()
)
MOTION_VERBS = frozenset(
    """
    rise increase climb jump grow soar surge swell gain advance expand leap spike rocket balloon
    creep edge inch tick mount widen accelerate double triple quadruple skyrocket escalate rally
    fall decrease drop decline slip sink plunge tumble shrink slide dip ease slump plummet dive
    narrow reduce cut lower slash trim raise boost lift hike push bump contract recede revise
    slow retreat halve move go change fluctuate hover improve
    """.split()
)
# Moving verbs whose object is what moves, or by what: never the level of their subject.
TRANSITIVE = frozenset(
    "cut raise reduce lower slash trim boost lift hike push revise halve bump".split()
)
# Nouns behind whose "of" a bare number counts people: "a family of four".
GROUPS = frozenset(
    """
    city town village country province district state municipality region island suburb
    family household crew team mother father parent couple group band gang party squad jury panel
    """.split()
)
# Nouns whose level counts people: "a crowd of 400", "the population is 40,000".
GATHERINGS = frozenset(
    """
    crowd population attendance audience workforce staff headcount membership enrolment enrollment
    electorate readership viewership payroll congregation
    """.split()
)
# Verbs that bring an object to a number: "bringing the toll to 12", "put the cost at $3m".
CARRYING = frozenset("bring take put set keep leave push drive send".split())
LEVEL_VERBS = frozenset(
    """
    stand reach hit total pass top number exceed average near approach amount equal surpass cost
    measure weigh span last
    """.split()
)
COPULAS = frozenset("be remain become stay lie stand feel seem".split())
# Nouns that hold a number without saying of what.
GENERIC_NOUNS = frozenset(
    """
    number total figure count amount toll tally rate level share proportion percentage value
    volume average sum estimate result size
    """.split()
)
# Participles that work as prepositions: the verb above them governs.
PREPOSITIONAL = frozenset(
    "compare accord include follow base regard concern start depend owe".split()
)
# Subjects that point back to what the text measured before.
POINTERS = frozenset("this that it these those they which".split())
# What companies report of a period.
RESULTS = frozenset(
    [
        *("profit", "profits", "loss", "losses", "revenue", "revenues", "sales", "income"),
        *("earnings", "turnover", "margin", "margins", "orders", "bookings", "deliveries"),
        *("ebitda", "dividend", "dividends", "takings", "shipments"),
    ]
)
