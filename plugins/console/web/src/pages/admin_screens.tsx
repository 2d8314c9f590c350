// Screens and how they are; their pictures, orders to them, and what goes before everything on all of them.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {areaOf, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import type {ScreenView} from "../wire.ts";

function Picture({device, close}: {device: string; close: () => void}) {
  const {t} = useStage();
  const {act} = useActing();
  const {value} = useAsking<{png: string; width: number; height: number}>("queue.screen_picture", {device}, () => false, 2);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    void act("queue.picture_device", {device});
  }
  return (
    <Dialog title={device} wide onClose={close}>
      {value ? <img class="screen-picture" alt={t("screen_picture_of", {device})} src={`data:image/png;base64,${value.png}`} /> : <p role="status">{t("starting")}</p>}
    </Dialog>
  );
}

function Screen({screen, again}: {screen: ScreenView; again: () => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {act, busy} = useActing();
  const [shown, setShown] = useState<"picture" | "message" | null>(null);
  const {device, state, report, heard_seconds, orders} = screen;
  const send = async (command: string, body: object = {}) => {
    await act(command, {device, ...body});
    again();
  };
  return (
    <li class="token">
      <strong>{device}</strong>
      <div class="about">
        <p class="row">
          <span class={`chip ${state === "seen" ? "open" : "bad"}`}>{t(`screen_${state}`)}</span>
          <span>{n(areaOf(site, report.area)?.name, report.area)}</span>
          <span class="quiet">{report.layout} {report.width > 0 && <span dir="ltr">{report.width} × {report.height}</span>}</span>
          {heard_seconds !== undefined && <span class="quiet">{t("seconds_ago", {count: heard_seconds})}</span>}
          {orders.locked && <span class="chip paused">{t("locked")}</span>}
        </p>
        {Object.keys(orders.message).length > 0 && <p>{t("message")}: {n(orders.message)}</p>}
        <div class="row">
          <button class="small" onClick={() => setShown("picture")}>{t("screen_picture")}</button>
          <button class="small" onClick={() => setShown("message")}>{t("message")}</button>
          <button class="small" disabled={busy} onClick={() => void send("queue.reload_device")}>{t("reload")}</button>
          <button class="small" disabled={busy} onClick={() => void send("queue.lock_device", {locked: !orders.locked})}>{t(orders.locked ? "unlock" : "lock")}</button>
          {state === "silent" && <button class="small" disabled={busy} onClick={() => void send("queue.forget_screen")}>{t("forget")}</button>}
        </div>
      </div>
      {shown === "picture" && <Picture device={device} close={() => setShown(null)} />}
      {shown === "message" && (
        <Dialog title={t("message_to", {device})} deed={t("show")} onClose={() => setShown(null)} onDeed={(fields) => {
          setShown(null);
          const text = String(fields.get("text")).trim();
          void send("queue.tell_device", {message: text ? Object.fromEntries(site.languages.map((one) => [one, text])) : {}});
        }}>
          <label>{t("message")}<input name="text" maxlength={200} defaultValue={n(orders.message)} autocomplete="off" dir="auto" /></label>
          <p class="quiet">{t("message_empty")}</p>
        </Dialog>
      )}
    </li>
  );
}

function TakeOver() {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {act, busy} = useActing();
  const [asked, setAsked] = useState(false);
  return (
    <div class="row pad">
      <button class="danger" onClick={() => setAsked(true)}>{t("take_over")}</button>
      <button disabled={busy} onClick={() => void act("queue.end_takeover", {areas: []})}>{t("take_over_end")}</button>
      {asked && (
        <Dialog title={t("take_over")} deed={t("take_over")} danger onClose={() => setAsked(false)} onDeed={(fields) => {
          setAsked(false);
          const text = String(fields.get("text")).trim();
          const area = String(fields.get("area"));
          void act("queue.take_over_screens", {areas: area ? [area] : [], level: String(fields.get("level")), texts: Object.fromEntries(site.languages.map((one) => [one, text]))});
        }}>
          <label>{t("message")}<input name="text" required maxlength={200} autocomplete="off" dir="auto" /></label>
          <label>{t("area")}
            <select name="area"><option value="">{t("all_areas")}</option>{site.areas.map((one) => <option key={one.area} value={one.area}>{n(one.name)}</option>)}</select>
          </label>
          <label>{t("level")}
            <select name="level">{["emergency", "warning", "notice"].map((one) => <option key={one} value={one}>{t(`level_${one}`)}</option>)}</select>
          </label>
        </Dialog>
      )}
    </div>
  );
}

export function Screens() {
  const {t} = useStage();
  const {value, again} = useAsking<{screens: ScreenView[]}>("queue.screens", {}, ({name}) => /queue\.(screen_|device_)/.test(name), 10);
  return (
    <section class="card flush" aria-label={t("admin_screens")}>
      <TakeOver />
      {value && value.screens.length === 0 ? <p class="quiet pad">{t("screens_none")}</p>
        : <ul class="tokens">{value?.screens.map((screen) => <Screen key={screen.device} screen={screen} again={again} />)}</ul>}
    </section>
  );
}
