"""Plain inserts into the published tables, for ledgers of invented outlets and numbers."""

from collections.abc import Mapping
from hashlib import sha256

from sqlite_utils import Database

NOW = "2031-05-14T12:00:00Z"
"""The time at which the tests look at their ledger."""


def digest(*parts: str) -> str:
    """16 hex digits, as the ledger's own ids have."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class Builder:
    """Inserts rows of the published tables; offsets are found by looking for the quote."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.published: dict[str, str] = {}

    def row(self, table: str, **values: object) -> None:
        self.db[table].insert({k.rstrip("_"): v for k, v in values.items()})

    def outlet(self, name: str, host: str, group: str | None = None) -> str:
        slug = name.lower().replace(" ", "-")
        self.row(
            "outlets",
            id=slug,
            name=name,
            homepage=f"https://{host}/",
            country="AD",
            language="en",
            group_name=group,
        )
        self.row("outlet_hosts", host=host, outlet_id=slug)
        return slug

    def article(
        self, outlet: str, path: str, title: str, body: str, at: str, **more: object
    ) -> str:
        url = f"https://{outlet}.example/{path}"
        article = digest(url)
        self.row(
            "articles",
            id=article,
            outlet_id=outlet,
            url=url,
            title=title,
            byline=more.get("byline"),
            language="en",
            published_at=at,
            first_seen_at=more.get("seen", at),
            last_seen_at=NOW,
            state=more.get("state", "live"),
            paywalled=0,
            copy_of=more.get("copy_of"),
        )
        self.row("article_urls", url=url, article_id=article, kind="canonical")
        self.row("headlines", article_id=article, text=title, source="h1")
        self.published[article] = at
        self.version(article, 1, f"{title}\n\n{body}", str(more.get("seen", at)), len(title), url)
        return article

    def version(
        self, article: str, number: int, text: str, at: str, headline_end: int, url: str
    ) -> str:
        sha = sha256(text.encode()).hexdigest()
        capture = digest(url, at)
        self.row(
            "captures",
            id=capture,
            url=url,
            final_url=url,
            fetched_at=at,
            http_status=200,
            content_type="text/html; charset=utf-8",
            sha256=sha,
            warc_file="run-0001.warc.gz",
            warc_offset=2048 * number,
            charset="utf-8",
            charset_source="header",
        )
        version = f"{article}v{number}"
        self.row(
            "versions",
            id=version,
            article_id=article,
            number=number,
            capture_id=capture,
            seen_at=at,
            text=text,
            text_sha256=sha,
            headline_end=headline_end,
        )
        self.row("extractions", version_id=version, extractor="test 1", at=at, claim_count=0)
        return version

    def entity(self, name: str, kind: str = "body") -> str:
        entity = digest(kind, name)
        if not list(self.db["entities"].rows_where("id = ?", [entity])):
            self.row("entities", id=entity, name=name, kind=kind, country="AD", rule="same name")
        return entity

    def claim(
        self, version: str, sentence: str, quote: str, value: float | None, **more: object
    ) -> str:
        """One claim with its chain; ``origin`` and ``relays`` are names of bodies."""
        text = next(self.db.query("select text from versions where id = ?", [version]))["text"]
        sentence_start = text.index(sentence)
        start = sentence_start + sentence.index(quote)
        origin = more.pop("origin", None)
        relays = more.pop("relays", ())
        article = version.rsplit("v", 1)[0]
        outlet = next(self.db.query("select outlet_id from articles where id = ?", [article]))
        claim = digest(version, str(start), str(more.pop("ordinal", 0)))
        values: dict[str, object] = {
            "id": claim,
            "version_id": version,
            "article_id": article,
            "outlet_id": outlet["outlet_id"],
            "sentence": sentence,
            "sentence_start": sentence_start,
            "start": start,
            "end": start + len(quote),
            "quote": quote,
            "region": "body",
            "kind": "count",
            "value": value,
            "low": value,
            "high": value,
            "p_low": value,
            "p_high": value,
            "unit": "person",
            "qualifier": "exact",
            "change": None,
            "status": "stated",
            "measure": "people killed",
            "predicate": "kill",
            "accumulation": "total",
            "place": "Port Selwyn",
            "origin_id": self.entity(str(origin)) if origin else None,
            "confidence": 0.9,
            "salience": 0.9,
            "published_at": self.published[article],
            "current": 1,
            "question": "{}",
        }
        values.update(more)
        self.db["claims"].insert(values)
        hops = [("origin", str(origin), "body")] if origin else []
        hops += [("relay", str(name), "body") for name in relays]
        for hop, (role, name, source_class) in enumerate(hops):
            self.row(
                "attributions",
                claim_id=claim,
                hop=hop,
                role=role,
                name=name,
                source_class=source_class,
                entity_id=self.entity(name),
                cue="said",
                rule="said-that",
                confidence=0.9,
            )
        self.row(
            "attributions",
            claim_id=claim,
            hop=len(hops),
            role="outlet",
            name=outlet["outlet_id"],
            source_class="outlet",
            rule="outlet",
            confidence=1.0,
        )
        return claim

    def figure(
        self,
        key: str,
        label: str,
        verdict: str,
        readings: Mapping[str, tuple[Mapping[str, object], list[str]]],
        **more: object,
    ) -> str:
        figure = digest("figure", key)
        values: dict[str, object] = {
            "id": figure,
            "label": label,
            "measure": "people killed",
            "unit": "person",
            "place": "Port Selwyn",
            "verdict": verdict,
            "severity": 0.0,
            "article_count": sum(len(claims) for _, claims in readings.values()),
            "outlet_count": len(readings),
            "origin_count": len(readings),
            "copy_count": 0,
            "first_seen_at": "2031-05-13T06:00:00Z",
            "changed_at": "2031-05-14T09:00:00Z",
        }
        values.update(more)
        if verdict == "conflict":
            values.setdefault("tier", "contradiction")
        self.db["figures"].insert(values)
        for name, (fields, claims) in readings.items():
            reading = digest(figure, name)
            row: dict[str, object] = {
                "id": reading,
                "figure_id": figure,
                "unit": values["unit"],
                "qualifier": "exact",
                "status": "stated",
                "first_at": "2031-05-13T06:00:00Z",
                "last_at": "2031-05-13T20:00:00Z",
                "claim_count": len(claims),
                "voice_count": len(claims),
            }
            row.update({"low": fields.get("value"), "high": fields.get("value")})
            row.update(fields)
            self.db["readings"].insert(row)
            for claim in claims:
                self.row("figure_claims", figure_id=figure, claim_id=claim, reading_id=reading)
        return figure

    def relation(
        self, figure: str, a: str, b: str, relation: str, reason: str, severity: float = 0.0
    ) -> None:
        self.row(
            "relations",
            figure_id=figure,
            reading_a=digest(figure, a),
            reading_b=digest(figure, b),
            relation=relation,
            possible=0,
            rule=f"rule-{relation}",
            reason=reason,
            severity=severity,
        )
