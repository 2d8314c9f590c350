// How a ticket stands, for the one who holds it: the number, people ahead, the range, why, and where to go.

import {useEffect, useRef, useState} from "preact/hooks";
import {useTicking} from "../lib/asking.ts";
import {useStage} from "../lib/stage.tsx";
import {LanguageChooser, LookChooser} from "../parts/choosers.tsx";
import {Dialog} from "../parts/dialog.tsx";
import type {Following} from "../ticket.tsx";
import type {TicketStatus} from "../wire.ts";

/// "2 emergencies came first. 1 of 3 desks is on a break."
function Why({status}: {status: TicketStatus}) {
  const {t} = useStage();
  const atOnce = status.came_first.filter((one) => one.at_once).reduce((sum, one) => sum + one.count, 0);
  const others = status.came_first.filter((one) => !one.at_once).reduce((sum, one) => sum + one.count, 0);
  const desks = status.desks_open + status.desks_paused;
  const sentences = [
    atOnce ? t("ticket_emergencies", {count: atOnce}) : "",
    others ? t("ticket_others_first", {count: others}) : "",
    desks === 0 ? t("ticket_no_desk") : status.desks_paused ? t("ticket_break", {count: status.desks_paused, all: desks}) : "",
  ].filter(Boolean);
  return sentences.length ? <ul class="because">{sentences.map((one) => <li key={one}>{one}</li>)}</ul> : null;
}

function Place({status}: {status: TicketStatus}) {
  const {t, n} = useStage();
  if (status.state === "called" || status.state === "serving")
    return <p class="go">{t(status.state === "called" ? "ticket_go" : "ticket_serving")} <strong>{n(status.desk_name)}</strong></p>;
  if (status.state === "parked")
    return <p class="go">{t("ticket_back_in", {count: status.returns_in_minutes ?? 0})}</p>;
  if (status.state !== "waiting") return <p class="go">{t(`ticket_${status.state}`)}</p>;
  const ahead = status.ahead ?? 0;
  return (
    <>
      <p class="go">{ahead === 0 ? t("ticket_next") : t("ticket_ahead", {count: ahead})}</p>
      <p class="range">{status.wait ? t("ticket_wait", {...status.wait}) : t("ticket_no_wait")}</p>
    </>
  );
}

/// Buzzes, and tells where the browser may, when it is called or nearly.
function useNotice(status: TicketStatus | null, wanted: boolean) {
  const {t} = useStage();
  const told = useRef("");
  useEffect(() => {
    const what = status?.state === "called" ? "called" : status?.state === "waiting" && (status.ahead ?? 99) <= 1 ? "near" : "";
    if (!status || !what || told.current === what) return;
    told.current = what;
    navigator.vibrate?.(what === "called" ? [400, 200, 400] : [200]);
    if (wanted && document.visibilityState !== "visible") void notify(t(`notice_${what}`), status.call_code);
  }, [status, wanted, t]);
  useEffect(() => {
    // Only where it is of use: whoever wants no notice gets no worker.
    if (wanted) void navigator.serviceWorker?.register("/t/worker.js", {scope: "/t/"}).catch(() => {});
  }, [wanted]);
}

/// Phones want a worker to show it; where there is none, the page does it itself; where neither may, the buzz and the page must do.
async function notify(title: string, code: string) {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const notice = {body: code, tag: "ticket", renotify: true} as NotificationOptions;
  try {
    const worker = await navigator.serviceWorker?.getRegistration("/t/");
    if (worker?.active) await worker.showNotification(title, notice);
    else new Notification(title, notice);
  } catch {
    // as said above
  }
}

function Deeds({status, act}: {status: TicketStatus; act: Following["act"]}) {
  const {t} = useStage();
  const [asked, setAsked] = useState<"later" | "leave" | null>(null);
  const [failed, setFailed] = useState(false);
  const send = (command: string, body: object = {}) => {
    setAsked(null);
    setFailed(false);
    act(command, body).catch(() => setFailed(true));
  };
  if (!["waiting", "parked", "called"].includes(status.state)) return null;
  return (
    <div class="ticket-deeds">
      {status.state === "waiting" && <button onClick={() => setAsked("later")}>{t("ticket_later")}</button>}
      {status.state === "parked" && <button class="primary" onClick={() => send("queue.come_now")}>{t("ticket_now")}</button>}
      <button class="plain" onClick={() => setAsked("leave")}>{t("ticket_leave")}</button>
      <div role="alert">{failed && <p class="wrong">{t("ticket_failed")}</p>}</div>
      {asked === "later" && (
        <Dialog title={t("ticket_later")} onClose={() => setAsked(null)}>
          <p>{t("ticket_later_text")}</p>
          <div class="choices">
            {[10, 20, 30, 60].map((count) => (
              <button type="button" key={count} onClick={() => send("queue.come_later", {minutes: count})}>{t("minutes", {count})}</button>
            ))}
          </div>
        </Dialog>
      )}
      {asked === "leave" && (
        <Dialog title={t("ticket_leave")} deed={t("ticket_leave_do")} danger onDeed={() => send("queue.give_up")} onClose={() => setAsked(null)}>
          <p>{t("ticket_leave_text")}</p>
        </Dialog>
      )}
    </div>
  );
}

function Age({at, lost}: {at: number; lost: boolean}) {
  const {t} = useStage();
  const now = useTicking(1);
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (!lost && seconds < 20) return <p class="age">{t("ticket_fresh")}</p>;
  return <p class="age old" role="status">{t("ticket_old", {count: Math.round(seconds / 60)})}</p>;
}

export function Ticket({status, at, lost, unknown, act}: Following) {
  const {t, n} = useStage();
  const [notices, setNotices] = useState(typeof Notification !== "undefined" && Notification.permission === "granted");
  useNotice(status, notices);
  useEffect(() => {
    if (status) document.title = `${status.call_code} · ${t(`state_${status.state}`)}`;
  }, [status, t]);
  const canAsk = typeof Notification !== "undefined" && Notification.permission === "default";
  return (
    <main class="ticket">
      {!status ? <p class="starting" role="status">{t(unknown ? "ticket_unknown" : lost ? "ticket_unreachable" : "starting")}</p> : (
        <section class={`card ticket-card ${status.state}`} aria-label={t("ticket")}>
          <p class="quiet">{n(status.service_name)}</p>
          <h1 class="code" dir="ltr">{status.call_code}</h1>
          <div aria-live="polite"><Place status={status} /></div>
          {status.state === "waiting" && <Why status={status} />}
          {status.state === "waiting" && <p class="quiet">{t("ticket_where", {area: n(status.area_name)})}</p>}
          <Deeds status={status} act={act} />
          {canAsk && status.state === "waiting" && (
            <button class="plain" onClick={() => void Notification.requestPermission().then((answer) => setNotices(answer === "granted"))}>{t("ticket_notify")}</button>
          )}
          <Age at={at} lost={lost} />
        </section>
      )}
      <div class="row center"><LanguageChooser /><LookChooser /></div>
    </main>
  );
}
