"""Roads as JSON: what reports say of each, whose ground it runs through, and what is lost if a place is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from outskirts.merge.roads.network import WhatIf
from outskirts.merge.roads.reported import Reported
from outskirts.merge.roads.sections import Holder, Section
from outskirts.publish.wire import day
from outskirts.vocabulary import Place, Route

Json = dict[str, Any]

NOTE = (
    "An inference from published reports, on roads as coarse as the towns that they join: lanes and fields are not in "
    "it. A road of which nothing is said is not known to be open."
)


def road(
    route: Route, latest: Reported | None, said: Sequence[Reported], sections: Sequence[Section],
    held: Mapping[str, Holder],
) -> Json:  # fmt: skip
    """A road; ``reported`` is what the latest word says that is not too old, null where there is none."""
    return {
        "id": route.id,
        "name": route.name,
        "places": [{**town(place), "holder": held[place.id].code if place.id in held else None}
                   for place in route.places],
        "missing": list(route.missing),
        "reported": word(latest) if latest else None,
        "said": [word(one) for one in said],
        "sections": [{"from": one.start.name, "to": one.end.name, "state": one.state} for one in sections],
    }  # fmt: skip


def word(one: Reported) -> Json:
    return {
        "state": one.state,
        "day": day(one.day),
        "named": one.named,
        "at": list(one.at),
        "claims": list(one.claim_ids),
    }


def losses(found: WhatIf) -> Json:
    return {
        "note": NOTE,
        "place": town(found.place),
        "lost_by": found.side,
        "losses": [
            {**town(loss.place), "holder": loss.code, "before": loss.before, "after": loss.after}
            for loss in found.losses
        ],
    }


def town(place: Place) -> Json:
    return {"place_id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon}
