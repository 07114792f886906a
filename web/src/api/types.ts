// The answers of the HTTP API, as its OpenAPI document describes them.
// Days are ISO dates, moments ISO times in UTC, offsets half-open code points into a report's text.

export type State = string; // a side's code, CONTESTED or UNKNOWN

export interface SideRef { code: string; name: string; colour: string; belligerent: boolean }
export interface ConflictRef { id: string; name: string; start: string; end: string | null; claims: number; sides: SideRef[] }
export interface PlaceRef {
  id: string; name: string; lat: number | null; lon: number | null; kind: string; country: string;
  admin1: string; admin2: string; population: number; located_by: string | null;
}
export interface Overview {
  conflict: ConflictRef; known_at: string | null; first_day: string; last_day: string;
  first_known: string | null; last_known: string | null;
  reports: number; claims: number; places: number; outlets: number; voices: number;
  disputes: number; open_disputes: number; mark: string; review: boolean;
}

export interface Span { start: number; end: number; text: string }
export interface Party extends Span { name: string; side: string | null }
export interface Speaker extends Party { role: string }
export interface Mention extends Span {
  name: string; place: PlaceRef | null; relation: string; bearing: string | null; part: string | null;
  words: string; certainty: number | null;
}
export interface When { start: string | null; end: string | null; words: string }
export interface Quantity { low: number | null; high: number | null; words: string }
export interface ReportRef {
  id: string; version: string; title: string; outlet: string; url: string | null; published: string | null;
}
export interface Claim {
  id: string; conflict: string | null; report: ReportRef; kind: string; kind_words: string; stance: string;
  stance_words: string; mark: string; happening: string; voice: string; voice_side: string | null; trigger: Span;
  actor: Party | null; target: Party | null; place: Mention | null; when: When; day: string | null; said: string | null;
  speakers: Speaker[]; quantity: Quantity | null; sentence: Span; recorded: string; score: number;
  verdict: string | null; corrected: boolean;
}
export interface Count { value: string; name: string; count: number }
export type FacetName = "side" | "kind" | "stance" | "speaker" | "outlet" | "place";
export type Facets = Record<FacetName, Count[]>;
export interface Page<Item> { total: number; page: number; size: number; items: Item[] }
export interface ClaimPage extends Page<Claim> { facets: Facets }
export interface Step {
  at: string; what: string; by: string; why: string; version: string; decision: string | null; undone: boolean;
  claim: Claim | null; others: string[]; aside: boolean;
}
export interface ClaimDetail { claim: Claim; stands: boolean; steps: Step[]; copies: Claim[]; repeats: Claim[] }
export interface ReportLine extends ReportRef { claims: number; copy_of: string | null; excerpt: string }
export interface Report extends ReportRef {
  known_from: string; recorded: string; language: string; reader: string; copy_of: string | null; text: string;
  claims: Claim[]; problems: string[];
}

export interface PresenceColumns {
  place: number[]; from: number[]; to: (number | null)[]; side: number[]; since: number[]; part: number[];
}
export interface Part { relation: string; bearing: string | null; words: string }
/** The whole war in small numbers: asked for once, so that the day can be moved without asking again. */
export interface Drawn {
  conflict: string; known_at: string | null; first_day: number; last_day: number; mark: string; states: State[];
  lat: (number | null)[]; lon: (number | null)[]; people: number[]; claims: number[]; inexact: number[];
  rows: number[]; gap: number[]; days: number[]; state: number[]; p: number[];
}
/** What its places are called, in the same order; `local` the names in the reader's language of those `at`. */
export interface Names {
  id: string[]; name: string[]; at: number[]; local: string[]; kinds: string[]; kind: number[]; admins: string[]; admin: number[];
}
export interface Insides { parts: Part[]; presence: PresenceColumns }
export interface RoadWord { state: string; day: string | null; named: boolean; at: string[]; claims: string[] }
export interface RoadTown { place_id: string; name: string; lat: number | null; lon: number | null; holder: State | null }
export interface Road {
  id: string; name: string; places: RoadTown[]; missing: string[]; reported: RoadWord | null; said: RoadWord[];
  sections: { from: string; to: string; state: string }[];
}
export interface Roads { note: string; conflict: string; on: string; roads: Road[] }

export interface Chance { state: State; name: string; p: number; percent: string; words: string }
export interface Basis { code: string; label: string; long: string; confidence: string }
export interface Presence {
  side: string; name: string; since: string | null; relation: string; bearing: string | null; part: string | null;
  words: string; claims: string[];
}
export interface Reason { text: string; state: State; weight: number; claim: string | null }
export interface Stretch {
  from: string; to: string | null; state: State; name: string; p: number; basis: string; claims: string[];
}
export interface Status {
  on: string; known_at: string | null; state: State; name: string; headline: string; since: string | null;
  control: Chance[]; presence: Presence[]; basis: Basis; reasons: Reason[]; would_change: string[];
}
export interface PlaceClaim { claim: Claim; speaks: "for" | "against" | "neither"; state: State | null; weight: number }
export interface ClaimGroup {
  side: string | null; name: string; total: number; for: number; against: number; claims: PlaceClaim[];
}
export interface PlaceDetail {
  place: PlaceRef; conflict: string; first_day: string; last_day: string; status: Status; stretches: Stretch[];
  total: number; page: number; size: number; groups: ClaimGroup[];
}

export interface Histogram { conflict: string; known_at: string | null; day: number[]; happened: number[]; published: number[] }
export interface Dispute {
  place: PlaceRef; state: State; name: string; claimed_by: string[]; denied_by: string[]; since: string;
  settled: string | null; settled_on: string | null; claims: string[];
}
export interface DisputePage extends Page<Dispute> { open: number }
export interface Shares { gain: number; neutral: number; loss: number }
export interface Voice {
  key: string; name: string; side: string | null; kind: string; claims: number; borne_out: number;
  not_borne_out: number; undecided: number; heard: Shares; reliability: Shares; prior: Shares; grade: string;
  set_grade: string | null;
}
export interface StateOn { state: State; name: string; p: number; basis: string }
export interface Change { place: PlaceRef; before: StateOn | null; after: StateOn; claims: string[] }
export interface Comparison extends Page<Change> {
  conflict: string; on: string; known_at: string | null; against: string; known_at_against: string | null;
}
export interface Route { claim: Claim; place: PlaceRef | null; words: string }
export interface Found {
  places: { place: PlaceRef; conflict: string | null; claims: number }[];
  claims: Claim[]; claims_total: number; reports: ReportLine[];
}
export interface ExportFormat { name: string; what: string }
export type Sense = "word" | "happening";
export type ReviewAction = "confirm" | "doubt" | "reject" | "correct" | "retract" | "merge" | "apart" | "undo";
export interface Review {
  action: ReviewAction; claim_id?: string; report_id?: string; decision_id?: string; by: string; why: string;
  changes?: Record<string, string | number>; others?: string[]; sense?: Sense;
}
export interface Decision {
  id: string; action: ReviewAction; report_id: string; claim_id: string | null; by: string; why: string; at: string;
  undoes: string | null; undone_by: string | null; others: string[]; sense: Sense | null; aside: boolean;
}
export interface Reviewed { decision: Decision; claim: ClaimDetail | null }
