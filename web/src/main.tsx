// Where the app begins.
import { effect } from "@preact/signals";
import { render } from "preact";
import type { JSX } from "preact";

import { snapshot } from "./api/snapshot";
import { stripes } from "./map/face";
import { Link } from "./parts/link";
import { Empty } from "./parts/telling";
import * as address from "./state/address";
import { begin, conflict, places } from "./state/record";
import "./state/theme";
import "./style/all.css";
import { ClaimView } from "./views/claim_view";
import { ClaimsView } from "./views/claims_view";
import { CompareView } from "./views/compare_view";
import { DisputesView } from "./views/disputes_view";
import { MapView } from "./views/map_view";
import { ReportView } from "./views/report_view";
import { ReportsView } from "./views/reports_view";
import { ReviewView } from "./views/review_view";
import { Top } from "./views/top";
import { VoicesView } from "./views/voices_view";

function view(): JSX.Element {
  const { view: name, id } = address.where.value;
  switch (name) {
    case "map": case "place": return <MapView />;
    case "reports": return id ? <ReportView id={id} /> : <ReportsView />;
    case "claims": return id ? <ClaimView id={id} /> : <ClaimsView />;
    case "disputes": return <DisputesView />;
    case "voices": return <VoicesView />;
    case "compare": return <CompareView />;
    case "review": return <ReviewView />;
    case "lost": return <div class="page"><Empty title="There is no such page"><p><Link href="/">To the map</Link></p></Empty></div>;
  }
}

/** What stands behind the # of a snapshot is the view, so that the content is gone to without it. */
function skip(event: MouseEvent): void {
  if (snapshot) event.preventDefault();
  document.getElementById("main")?.focus();
}

function App(): JSX.Element {
  const { view: name } = address.where.value;
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>To the content</a>
      <Top />
      <main id="main" tabIndex={-1} class={name === "map" || name === "place" ? "full" : ""}>{view()}</main>
    </>
  );
}

effect(() => {
  const { view: name } = address.where.value;
  const title = name === "map" || name === "lost" ? "" : `${name[0]!.toUpperCase()}${name.slice(1)} · `;
  document.title = `${title}${conflict.value ? `${conflict.value.name} · ` : ""}Outskirts`;
});
effect(() => {
  if (!places.value) return;
  const [a, b] = stripes(places.value);
  document.documentElement.style.setProperty("--stripe-a", a);
  document.documentElement.style.setProperty("--stripe-b", b);
});
render(<App />, document.getElementById("app")!);
void begin();
