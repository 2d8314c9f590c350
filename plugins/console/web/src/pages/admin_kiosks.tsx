// Kiosks: paper, what they have not brought yet, and which machine is the one that bears the name.

import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import type {Kiosks as All, KioskView} from "../wire.ts";

function Kiosk({kiosk, again}: {kiosk: KioskView; again: () => void}) {
  const {t, n, language} = useStage();
  const {site} = useCrew();
  const {act, busy} = useActing();
  const place = site.kiosks.find((one) => one.kiosk === kiosk.kiosk);
  const printer = kiosk.printer;
  const send = async (command: string, body: object) => {
    await act(command, body);
    again();
  };
  return (
    <li class="token">
      <strong>{kiosk.kiosk} <small dir="ltr">{kiosk.mark}</small></strong>
      <div class="about">
        <p class="row">
          <span class={`chip ${kiosk.standing === "admitted" ? "open" : "bad"}`}>{t(`standing_${kiosk.standing}`)}</span>
          {place && <span>{n(place.name)}</span>}
          {printer && <span class={`chip ${["ready", "unknown"].includes(printer.state) ? "" : "bad"}`}>{t(`printer_${printer.state}`)}</span>}
          {printer?.tickets_left !== undefined && <span class="quiet">{t("tickets_left", {count: printer.tickets_left})}</span>}
        </p>
        <p class="quiet">
          {new Intl.DateTimeFormat(language, {dateStyle: "short", timeStyle: "short"}).format(new Date(kiosk.reported_at))}
          {kiosk.unsynced > 0 && <> · {t("unsynced", {count: kiosk.unsynced})}</>}
          {kiosk.missing > 0 && <> · {t("missing", {count: kiosk.missing})}</>}
        </p>
        {kiosk.faults.map((fault) => <p key={fault} lang="en" dir="ltr">{fault}</p>)}
        <div class="row">
          <button class="small" disabled={busy} onClick={() => void send("queue.lock_device", {device: kiosk.kiosk, locked: true})}>{t("lock")}</button>
          <button class="small" disabled={busy} onClick={() => void send("queue.lock_device", {device: kiosk.kiosk, locked: false})}>{t("unlock")}</button>
          <button class="small" disabled={busy} onClick={() => void send("queue.reload_device", {device: kiosk.kiosk})}>{t("reload")}</button>
          {kiosk.standing === "fenced" && <button class="small" disabled={busy} onClick={() => void send("queue.admit_kiosk", {kiosk: kiosk.kiosk})}>{t("admit")}</button>}
        </div>
      </div>
    </li>
  );
}

export function Kiosks() {
  const {t} = useStage();
  const {value, again} = useAsking<All>("queue.kiosks", {}, ({name}) => /queue\.(kiosk_|number_quarantined|device_)/.test(name), 30);
  return (
    <section class="card flush" aria-label={t("admin_kiosks")}>
      {value && value.kiosks.length === 0 ? <p class="quiet pad">{t("kiosks_none")}</p>
        : <ul class="tokens">{value?.kiosks.map((kiosk) => <Kiosk key={kiosk.kiosk + kiosk.mark} kiosk={kiosk} again={again} />)}</ul>}
    </section>
  );
}
