// The house at a glance: waits against targets, desks, whether what patients were told came true, and who went before whom.

import {useActing} from "../lib/acting.ts";
import {useAsking, useTicking} from "../lib/asking.ts";
import {csv, ledgerHeads, ledgerRows, serviceRow, type ServiceRow} from "../lib/board_rules.ts";
import type {Told} from "../lib/live.ts";
import type {Addressees} from "../lib/messages.ts";
import {clock, minutes} from "../lib/spans.ts";
import {save, useWaitingNow} from "../lib/waiting_now.ts";
import {History} from "./history.tsx";
import {deskOf, serviceOf, useCrew, useStage} from "../lib/stage.tsx";
import type {DayView, DeskView, Overtaking, ServiceCoverage} from "../wire.ts";

const moves = ({name}: Told) => /^queue\.(token_|serving|desk_|action|day|priority)/.test(name);

function Day({day, again}: {day: DayView | null; again: () => void}) {
  const {t, language} = useStage();
  const {act, busy} = useActing();
  if (!day) return null;
  const date = day.day && new Intl.DateTimeFormat(language, {dateStyle: "full", timeZone: "UTC"}).format(new Date(day.day));
  const send = async (command: string) => {
    await act(command);
    again();
  };
  return (
    <p class="row push">
      <span>{day.open ? date : t("day_closed")}</span>
      {day.open ? <button class="small" disabled={busy} onClick={() => void send("queue.close_day")}>{t("day_close")}</button>
        : <button class="primary" disabled={busy} onClick={() => void send("queue.open_day")}>{t("day_open")}</button>}
    </p>
  );
}

function Figures({day, past}: {day: DayView; past: number}) {
  const {t, num} = useStage();
  const {counts} = day;
  const all: [string, number, string][] = [["waiting", counts.waiting, ""], ["past", past, past ? "bad" : ""], ["here", counts.called + counts.serving, ""],
                                           ["away", counts.parked, ""], ["done", counts.done, ""], ["no_show", counts.no_show, ""]];
  return (
    <dl class="figures">
      {all.map(([name, value, look]) => <div key={name} class={look}><dt>{t(`figure_${name}`)}</dt><dd>{num(value)}</dd></div>)}
    </dl>
  );
}

function Share({value}: {value: number | null}) {
  const {t, num} = useStage();
  if (value === null) return <span class="quiet">{t("none_yet")}</span>;
  return <span class="share">{num(value, {style: "percent"})}<meter min={0} max={1} low={0.7} high={0.8} optimum={1} value={value} aria-hidden="true" /></span>;
}

function Services({rows}: {rows: ServiceRow[]}) {
  const {t, n, num} = useStage();
  const {site} = useCrew();
  return (
    <section class="card flush" aria-labelledby="services">
      <h2 id="services" class="pad">{t("services")}</h2>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="services">
        <table>
          <thead><tr>{["service", "figure_waiting", "longest", "figure_past", "soon", "desks", "inside", "figure_done"].map((head) => <th key={head} scope="col">{t(head)}</th>)}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.service} class={row.past ? "bad" : ""}>
                <th scope="row">{n(serviceOf(site, row.service)?.name, row.service)}</th>
                <td>{num(row.waiting)}</td>
                <td>{row.waiting ? t("minutes", {count: minutes(row.longest)}) : "–"}</td>
                <td class={row.past ? "bad" : ""}>{num(row.past)}</td>
                <td>{num(row.soon)}</td>
                <td>{t("desks_open", {count: row.open})}{row.paused > 0 && <>, {t("desks_paused", {count: row.paused})}</>}</td>
                <td><Share value={row.inside} /></td>
                <td>{num(row.done)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Desks({desks, since}: {desks: DeskView[]; since: number}) {
  const {t, n} = useStage();
  return (
    <section class="card" aria-labelledby="desks">
      <h2 id="desks">{t("desks")}</h2>
      <ul class="tiles desks">
        {desks.map((desk) => (
          <li key={desk.desk} class={`desk-tile ${desk.attendance}`}>
            <strong>{n(desk.name)}</strong>
            {desk.token ? <span><b dir="ltr">{desk.token.call_code}</b> {t(`state_${desk.token.state}`)} <span dir="ltr">{clock(desk.token.in_state_seconds + since)}</span></span>
              : <span class="quiet">{t(`desk_${desk.attendance}`)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ledger() {
  const {t, n, language} = useStage();
  const {me, site} = useCrew();
  const {value} = useAsking<{overtakings: Overtaking[]}>("queue.fairness", {limit: 200}, ({name}) => name === "queue.token_called" || name === "queue.action_undone");
  const known = useAsking<Addressees>(me.accounts ? "messages.addressees" : null);
  const who = (person: string) => known.value?.people.find((one) => one.person === person)?.full_name ?? person;
  const time = new Intl.DateTimeFormat(language, {timeStyle: "short"});
  const rows = value?.overtakings ?? [];
  const name = (service: string, priority: string) =>
    n(site.scales.find((scale) => scale.scale === serviceOf(site, service)?.scale)?.classes.find((one) => one.priority === priority)?.name, priority);
  return (
    <section class="card flush" aria-labelledby="ledger">
      <header class="row pad">
        <h2 id="ledger">{t("ledger")}</h2>
        <button class="push small" disabled={!rows.length} onClick={() => save("fairness.csv", csv(ledgerHeads, ledgerRows(rows)))}>{t("as_csv")}</button>
      </header>
      {rows.length === 0 ? <p class="quiet pad">{t("ledger_none")}</p> : (
        <div class="scroll tall" tabIndex={0} role="group" aria-labelledby="ledger">
          <table>
            <thead><tr>{["at", "number", "went_before", "cause", "desk", "who"].map((head) => <th key={head} scope="col">{t(head)}</th>)}</tr></thead>
            <tbody>
              {rows.map((one, i) => (
                <tr key={i} class={one.undone ? "undone" : ""}>
                  <td>{time.format(new Date(one.at))}</td>
                  <th scope="row"><span dir="ltr">{one.number}</span> <small>{name(one.service, one.priority)}</small></th>
                  <td>{t("passed", {count: one.passed.count, class: name(one.service, one.passed.priority), minutes: minutes(one.passed.waited_seconds)})}</td>
                  <td>{t(`cause_${one.passed.cause}`)}{one.reason && <>: {one.reason}</>}{one.undone && <> · {t("undone")}</>}</td>
                  <td>{n(deskOf(site, one.desk)?.name, one.desk)}</td>
                  <td><bdi>{who(one.by)}</bdi></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function ManagerPage() {
  const {t} = useStage();
  const {site} = useCrew();
  const day = useAsking<DayView>("queue.day", {}, moves, 30);
  const desks = useAsking<{desks: DeskView[]}>("queue.desks", {}, moves, 30);
  const coverage = useAsking<{services: ServiceCoverage[]}>("queue.coverage", {}, ({name}) => name === "queue.token_called", 60);
  const {all} = useWaitingNow(10);
  const since = Math.max(0, useTicking(1) - desks.at) / 1000;
  const views = desks.value?.desks ?? [];
  const rows = site.services.map(({service}) => serviceRow(service, day.value?.services[service], all, views, coverage.value?.services.find((one) => one.service === service)));
  const csvRows = () => csv(["service", "waiting", "longest_seconds", "past_target", "past_within_10_min", "desks_open", "desks_paused", "ranges_kept", "done", "away"],
    rows.map((row) => [row.service, row.waiting, Math.round(row.longest), row.past, row.soon, row.open, row.paused, row.inside ?? undefined, row.done, row.away]));
  return (
    <div class="manager stack">
      <header class="row">
        <h1>{t("page_manager")}</h1>
        <button class="small" onClick={() => save("services.csv", csvRows())}>{t("as_csv")}</button>
        <Day day={day.value} again={day.again} />
      </header>
      {day.value && <Figures day={day.value} past={rows.reduce((sum, row) => sum + row.past, 0)} />}
      <Services rows={rows} />
      <Desks desks={views} since={since} />
      <History />
      <Ledger />
    </div>
  );
}
