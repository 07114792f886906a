"""What a reviewer sends, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from outskirts.group.bonds import Sense
from outskirts.serve.schemas.base import Model
from outskirts.serve.schemas.claims import ClaimDetail
from outskirts.vocabulary import Bearing, Kind, Relation, Stance

Id = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(max_length=2000)]


class ReviewAction(StrEnum):
    CONFIRM = "confirm"
    DOUBT = "doubt"
    REJECT = "reject"
    CORRECT = "correct"
    RETRACT = "retract"
    MERGE = "merge"
    APART = "apart"
    UNDO = "undo"


class Changes(Model):
    """What a correction changes; what is left out stays. An empty ``actor_side`` or ``place_id`` takes it away."""

    kind: Kind | None = None
    stance: Stance | None = None
    actor_side: Annotated[str, Field(max_length=20)] | None = None
    place_id: Annotated[str, Field(max_length=200)] | None = None
    relation: Relation | None = None
    bearing: Bearing | None = None
    start: date | None = None
    end: date | None = None
    low: Annotated[int, Field(ge=0, le=10**9)] | None = None
    high: Annotated[int, Field(ge=0, le=10**9)] | None = None


class Review(Model):
    """``confirm``, ``doubt``, ``reject`` and ``correct`` are of a claim; ``retract`` of a claim or a whole report;
    ``undo`` ends an earlier decision. ``merge`` says that a claim and ``others`` are one, ``apart`` that they are not,
    in a ``sense``: as a word (the same witness, printed twice; counts once) or as a happening (each voice counts for
    itself); without one ``merge`` is of words, ``apart`` of happenings. ``by`` is the reviewer's name, ``why`` the
    reason."""

    action: ReviewAction
    claim_id: Id | None = None
    report_id: Id | None = None
    decision_id: Id | None = None
    by: Annotated[str, Field(min_length=1, max_length=200)]
    why: Words = ""
    changes: Changes | None = None
    others: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    sense: Sense | None = None


class DecisionOut(Model):
    """``undone_by`` is the id of the decision that ended it; ``undoes`` that of the one that it ends; ``others`` are
    the claims that a ``merge`` or ``apart`` names besides ``claim_id``. What is ``aside`` is kept to compare reviewers
    and changes nothing."""

    id: str
    action: str
    report_id: str
    claim_id: str | None
    by: str
    why: str
    at: datetime
    undoes: str | None
    undone_by: str | None
    others: list[str]
    sense: Sense | None
    aside: bool


class Reviewed(Model):
    """The decision as it was written down, and the claim as it stands now (null for one about a report)."""

    decision: DecisionOut
    claim: ClaimDetail | None


class DecisionPage(Model):
    total: int
    page: int
    size: int
    items: list[DecisionOut]
