// Whether the map shows what is inferred between the places: ground, and where the sides face one another.
import { computed } from "@preact/signals";

import { change, query } from "../state/address";

export const inferred = computed(() => query.value.get("ground") !== "no");
/** Whether it shows the roads that are known. */
export const routed = computed(() => query.value.get("roads") !== "no");
export const turnRouted = (): void => change({ roads: routed.value ? "no" : null });
export const turnInferred = (): void => change({ ground: inferred.value ? "no" : null });
