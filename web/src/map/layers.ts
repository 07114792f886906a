// Whether the map shows what is inferred between the places: ground, and where the sides face one another.
import { computed } from "@preact/signals";

import { change, query } from "../state/address";

export const inferred = computed(() => query.value.get("ground") !== "no");
export const turnInferred = (): void => change({ ground: inferred.value ? "no" : null });
