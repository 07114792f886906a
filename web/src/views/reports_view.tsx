import type { JSX } from "preact";

import type { Page, ReportLine } from "../api/types";
import { Link } from "../parts/link";
import { SearchBox } from "../parts/search_box";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { knownAt } from "../state/record";
import { counted } from "../state/text";

export function ReportsView(): JSX.Element {
  const query = address.query.value;
  const q = query.get("q") ?? "";
  const page = Number(query.get("page") ?? "1") || 1;
  const terms = { q, known_at: knownAt.value, page };
  const { data, trouble, busy } = useAnswer<Page<ReportLine>>("reports", terms);
  return (
    <div class="page" aria-busy={busy}>
      <header class="page-head"><h1>Reports</h1><SearchBox label="Search the text of reports" value={q} find={(text) => address.change({ q: text, page: null })} /></header>
      {trouble && <Wrong trouble={trouble} />}
      {!data && !trouble && <Busy rows={8} />}
      {data && data.items.length === 0 && <Empty title={q ? `No report holds “${q}”` : "No report yet"} />}
      {data && data.items.length > 0 && (
        <>
          <p class="faint" role="status">{counted(data.total, "report")}</p>
          <ul class="report-list">
            {data.items.map((one) => (
              <li key={one.id}>
                <p class="kicker">{one.outlet || "Outlet not known"} · {days.moment(one.published) || "day not known"}</p>
                <p class="title"><Link href={address.report(one.id)}>{one.title || "Untitled report"}</Link></p>
                <p class="excerpt"><Excerpt text={one.excerpt} /></p>
                <p class="faint">{counted(one.claims, "claim")}{one.copy_of && " · carries another report's text"}</p>
              </li>
            ))}
          </ul>
          <Pager total={data.total} page={data.page} size={data.size} go={(to) => { address.change({ page: String(to) }, true); scrollTo(0, 0); }} />
        </>
      )}
    </div>
  );
}

/** The words that were searched for come between « and ». */
function Excerpt({ text }: { text: string }): JSX.Element {
  return <>{text.split(/(«[^»]*»)/).map((part, n) => (/^«.*»$/s.test(part) ? <mark key={n}>{part.slice(1, -1)}</mark> : part))}</>;
}
