// Who saw and did what to whom: a page of the journal at a time, narrowed, and taken away as CSV.

import {useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {csv} from "../lib/board_rules.ts";
import {refusal} from "../lib/refusal.ts";
import {useStage} from "../lib/stage.tsx";
import {GlassReview} from "./glass.tsx";
import {save} from "../lib/waiting_now.ts";

interface Trace {
  sequence: number;
  at: string;
  actor: string;
  role: string;
  device: string;
  name: string;
  object: string;
  outcome: string;
  request: unknown;
  reason: string;
}
const page = 100;

export function JournalPage() {
  const {t, language} = useStage();
  const [asked, setAsked] = useState<object>({});
  const [before, setBefore] = useState<number[]>([]);
  const last = before.at(-1);
  const {value, refused} = useAsking<{entries: Trace[]}>("identity.journal", {...asked, limit: page, ...(last ? {before: last} : {})});
  const rows = value?.entries ?? [];
  const time = new Intl.DateTimeFormat(language, {dateStyle: "short", timeStyle: "medium"});
  const heads = ["sequence", "at", "actor", "role", "device", "name", "object", "outcome", "reason"] as const;
  const taken = () => csv([...heads, "request"], rows.map((row) => [...heads.map((head) => row[head]), JSON.stringify(row.request)]));
  return (
    <div class="stack">
      <header class="row">
        <h1>{t("page_journal")}</h1>
        <button class="push small" disabled={!rows.length} onClick={() => save("journal.csv", taken())}>{t("as_csv")}</button>
      </header>
      <form class="row fields card" onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        setBefore([]);
        setAsked(Object.fromEntries([...fields].map(([name, text]) => [name, String(text).trim()]).filter(([, text]) => text)));
      }}>
        <label>{t("journal_who")}<input name="actor" autocomplete="off" dir="ltr" /></label>
        <label>{t("journal_whom")}<input name="object" autocomplete="off" dir="ltr" /></label>
        <label>{t("journal_what")}<input name="name" autocomplete="off" dir="ltr" placeholder="records." /></label>
        <button class="primary">{t("search")}</button>
      </form>
      <GlassReview />
      {refused && <p class="wrong">{refusal(t, refused)}</p>}
      <section class="card flush" aria-label={t("page_journal")}>
        {value && rows.length === 0 ? <p class="quiet pad">{t("journal_none")}</p> : (
          <div class="scroll" tabIndex={0} role="group" aria-label={t("page_journal")}>
            <table>
              <thead><tr>{["at", "journal_who", "journal_what", "journal_whom", "journal_outcome"].map((head) => <th key={head} scope="col">{t(head)}</th>)}</tr></thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.sequence} class={row.outcome === "ok" ? "" : "refused"}>
                    <td>{time.format(new Date(row.at))}</td>
                    <td dir="auto">{row.actor} <small>{row.role}</small></td>
                    <td dir="ltr">{row.name}</td>
                    <td dir="ltr">{row.object}</td>
                    <td dir="ltr">{row.outcome}{row.reason && <>: {row.reason}</>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <div class="row center">
        {before.length > 0 && <button onClick={() => setBefore(before.slice(0, -1))}>{t("journal_newer")}</button>}
        {rows.length === page && <button onClick={() => setBefore([...before, rows.at(-1)?.sequence ?? 0])}>{t("journal_older")}</button>}
      </div>
    </div>
  );
}
