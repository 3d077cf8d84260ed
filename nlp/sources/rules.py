"""The catalogue of source rules: every id that a ``Frame`` may carry, with a worked example.

The examples are run by the tests; ``docs/source_rules.md`` is generated from here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, what it reads, and a sentence whose ``[number]`` gets the ``chain``.

    The chain runs from the origin outwards, without the outlet itself. ``confidence`` is what the
    rule gives at best; from 0.8 a source is of the sure tier.
    """

    id: str
    reads: str
    example: str
    chain: tuple[str, ...]
    confidence: float

    @property
    def text(self) -> str:
        """The example as a text, without the brackets around the number."""
        return self.example.replace("[", "").replace("]", "")

    @property
    def span(self) -> tuple[int, int]:
        """Where the bracketed number stands in ``text``."""
        return self.example.index("["), self.example.index("]") - 1


RULES: tuple[Rule, ...] = (
    Rule(
        "said-that",
        "a reporting verb with a clause to its right; coordinated verbs, participles and "
        "infinitives inherit the subject; the clause ends before a new main clause, a clause with "
        "a speaker of its own and the narrator's participles",
        "The mayor rejected the plan, adding that [40] homes were unsafe.",
        ("mayor",),
        0.9,
    ),
    Rule(
        "quotation",
        "a reporting verb beside a quotation, before, after or in the middle of it",
        "“We lost [14] boats,” said Jon Pell, the harbour master.",
        ("Jon Pell",),
        0.9,
    ),
    Rule(
        "quote-verb",
        "a quotation followed by its speaker and any other verb",
        "“We lost [14] boats,” beamed Jon Pell.",
        ("Jon Pell",),
        0.8,
    ),
    Rule(
        "quote-colon",
        "a quotation behind a name and a colon, or behind a clause about somebody that ends in one",
        "Jon Pell: “We lost [14] boats.”",
        ("Jon Pell",),
        0.8,
    ),
    Rule(
        "trailing",
        "a reporting clause after, inside or (with “as”) before what it reports",
        "The damage, the insurer said, exceeded [40] million crowns.",
        ("insurer",),
        0.9,
    ),
    Rule(
        "relative",
        "a relative clause that says who gave a figure",
        "The [297] cases police reported are a record.",
        ("police",),
        0.75,
    ),
    Rule(
        "and-continues",
        "one more clause with a number, joined by “and” after a trailing cue or phrase",
        "The north lost 9 percent of its jobs, the agency said, and the south lost [4] percent.",
        ("agency",),
        0.65,
    ),
    Rule(
        "according-to",
        "“according to” before, after or inside what it reports",
        "The outbreak has, according to the health office, killed [23] people.",
        ("health office",),
        0.95,
    ),
    Rule(
        "per",
        "“per” and “as per” before a name, a body or a document, set off by a comma",
        "Rents climbed [3.2] percent last spring, per the Trade Institute.",
        ("Trade Institute",),
        0.85,
    ),
    Rule(
        "in-a-survey",
        "a poll or study that opens the sentence",
        "In a Northgate survey of 1,200 adults, [38] percent said they had moved.",
        ("Northgate",),
        0.75,
    ),
    Rule(
        "passive",
        "a passive or a participle with an agent; “first reported by” covers the sentence",
        "The [88] thefts recorded by police in March worry traders.",
        ("police",),
        0.85,
    ),
    Rule(
        "object",
        "a verb of counting, estimating or showing with a measured object",
        "Figures released by the treasury show a [6] percent fall in revenue.",
        ("treasury",),
        0.75,
    ),
    Rule(
        "put-at",
        "“put the figure at”, active and passive",
        "State radio put the death toll at [57].",
        ("State radio",),
        0.9,
    ),
    Rule(
        "nominal",
        "a noun for a claim with its owner: X's estimate of, X's claim that, cut its forecast to",
        "The chamber's estimate of [2.6] percent growth was revised.",
        ("chamber",),
        0.85,
    ),
    Rule(
        "outlook",
        "what somebody expects or forecasts",
        "The bank expects growth of [1.8] percent next year.",
        ("bank",),
        0.65,
    ),
    Rule(
        "aim",
        "what somebody plans, wants, promises or asks for; dropped where another tells of it",
        "The city plans to plant [4,000] trees.",
        ("city",),
        0.65,
    ),
    Rule(
        "stance",
        "what somebody accuses others of, or points to",
        "Prosecutors accused the firm of hiding [40] million crowns.",
        ("Prosecutors",),
        0.6,
    ),
    Rule(
        "document-provides",
        "what a plan, bill or budget provides, where the text says whose it is",
        "The ministry unveiled a plan for rivers. The plan includes [40] new weirs.",
        ("ministry",),
        0.6,
    ),
    Rule(
        "own-results",
        "a company's earnings: its own word",
        "Varn Motors posted a profit of [12] million crowns.",
        ("Varn Motors",),
        0.6,
    ),
    Rule(
        "citing",
        "“citing X”, “quoting X”, “which cited X”: X is the origin, who cites is the relay",
        "The Harbour Courier reported on Monday, citing police, that [297] cases were opened.",
        ("police", "Harbour Courier"),
        0.9,
    ),
    Rule(
        "quoted-as-saying",
        "“quoted by X as saying”, “X quoted Y as saying”",
        "The governor was quoted by the Meridian Post as saying [7] villages were cut off.",
        ("governor", "Meridian Post"),
        0.9,
    ),
    Rule(
        "headline-colon",
        "somebody before the colon of a headline",
        "Police: [29] arrested after derby\n\nThe city was calm on Sunday.",
        ("Police",),
        0.8,
    ),
    Rule(
        "headline-colon-end",
        "somebody after the colon of a headline",
        "Ferry fares to rise [12]%: minister\n\nThe rise starts in May.",
        ("minister",),
        0.8,
    ),
    Rule(
        "transcript",
        "the turns of an interview, each behind its speaker's name",
        "Two hosts met a guest.\n\nPELL: How many boats sank?\n\nVOSS: We lost [14] of them.\n\n"
        "PELL: And the crews?\n\nVOSS: All safe.",
        ("Voss",),
        0.85,
    ),
    Rule(
        "quote-resumes",
        "a second quotation of a paragraph after the speaker of the first has been named",
        "“It is a start,” Ada Osei said. “We need [40] more wardens.”",
        ("Ada Osei",),
        0.85,
    ),
    Rule(
        "quote-runs-on",
        "a quotation that a paragraph leaves open and the next one re-opens, either way",
        "Ada Osei told the hall: “We have a problem.\n\n“Only [300] seals are left.”",
        ("Ada Osei",),
        0.85,
    ),
    Rule(
        "quote-next-paragraph",
        "a paragraph of quotation right after a quoted one",
        "“Our wardens are tired,” Ada Osei said.\n\n“Only [300] seals are left on the rocks.”",
        ("Ada Osei",),
        0.8,
    ),
    Rule(
        "quote-inherits",
        "a quotation without a cue after indirect speech of one speaker",
        "Ada Osei said the colony was shrinking.\n\n“Only [300] seals are left on the rocks now.”",
        ("Ada Osei",),
        0.7,
    ),
    Rule(
        "quote-signed",
        "a quotation signed behind a dash",
        "Readers wrote in.\n\n“I have counted [300] seals from my window.” — Ada Osei",
        ("Ada Osei",),
        0.8,
    ),
    Rule(
        "carried-over",
        "the next sentence of the paragraph, without a cue, that plainly goes on: “This was …”, "
        "“Another 12 …”, “Of these …”, one more figure without a new name",
        "Twelve people died, police said. Another [40] were hurt.",
        ("police",),
        0.55,
    ),
    Rule(
        "restated",
        "a number pointed back at keeps the source that it was given with",
        "The union said 6,000 joined the strike.\n\nMost of those [6,000] are drivers.",
        ("union",),
        0.55,
    ),
)

BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}


def catalogue() -> str:
    """The rules as a table in Markdown, the bracketed number in bold."""
    lines = ["| rule | reads | example | chain | at best |", "|---|---|---|---|---|"]
    for rule in RULES:
        example = rule.example.replace("[", "**").replace("]", "**").replace("\n\n", " ¶ ")
        chain = " → ".join(rule.chain)
        reads = rule.reads[0].upper() + rule.reads[1:]
        lines.append(f"| `{rule.id}` | {reads} | {example} | {chain} | {rule.confidence} |")
    return "\n".join(lines)
