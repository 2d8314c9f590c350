// Kiosks, screens and monitors as the broker knows them: enrolled by a one-time code, revoked at once.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {areaOf, useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

interface Device {
  device: string;
  kind: string;
  state: "awaited" | "enrolled" | "revoked";
  area?: string;
}
/// What stands in a waiting area; a shared desk belongs to those who sit there, whatever the area.
const placed = (kind: string) => kind !== "desk";
const kinds = ["kiosk", "display", "monitor", "desk"];

function Code({device, close}: {device: string; close: () => void}) {
  const {t} = useStage();
  const {value} = useAsking<{code: string; seconds_left: number}>("identity.device_code", {device}, () => false, 20);
  return (
    <Dialog title={device} onClose={close}>
      <p>{t("device_code_text")}</p>
      {value && <p class="code big" dir="ltr">{value.code}</p>}
    </Dialog>
  );
}

function Areas({chosen, required}: {chosen: string | undefined; required: boolean}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  return (
    <label>{t("area")}
      <select name="area" required={required} defaultValue={chosen ?? ""}>
        <option value="">{t("not_said")}</option>
        {site.areas.map((one) => <option key={one.area} value={one.area}>{n(one.name)}</option>)}
      </select>
    </label>
  );
}

export function Devices() {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {act, busy} = useActing();
  const {value, again} = useAsking<{devices: Device[]}>("identity.devices", {}, ({name}) => name === "identity.device_changed", 60);
  const [adding, setAdding] = useState(false);
  const [kind, setKind] = useState("kiosk");
  const [moving, setMoving] = useState<Device | null>(null);
  const [code, setCode] = useState<string | null>(null);
  return (
    <section class="card flush" aria-label={t("admin_devices")}>
      <div class="row pad"><button class="primary" onClick={() => {
        setKind("kiosk");
        setAdding(true);
      }}>{t("device_add")}</button></div>
      <ul class="tokens">
        {value?.devices.map((one) => (
          <li key={one.device} class="token">
            <strong dir="ltr">{one.device}</strong>
            <div class="about">
              <p class="row"><span class="chip">{t(`kind_${one.kind}`)}</span>
                <span class={`chip ${one.state === "enrolled" ? "open" : one.state === "revoked" ? "bad" : "paused"}`}>{t(`device_${one.state}`)}</span>
                {one.area && <span class="quiet">{n(areaOf(site, one.area)?.name, one.area)}</span>}</p>
              {one.kind === "display" && !one.area && one.state !== "revoked" && <p class="wrong">{t("device_nowhere")}</p>}
              <div class="row">
                {one.state === "awaited" && <button class="small" onClick={() => setCode(one.device)}>{t("device_code")}</button>}
                {one.state !== "revoked" && placed(one.kind) && <button class="small" onClick={() => setMoving(one)}>{t("device_place")}</button>}
                {one.state !== "revoked" && <button class="small" disabled={busy} onClick={() => void act("identity.revoke_device", {device: one.device}).then(again)}>{t("revoke")}</button>}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {code && <Code device={code} close={() => setCode(null)} />}
      {moving && (
        <Dialog title={t("device_place_title", {device: moving.device})} deed={t("save")} onClose={() => setMoving(null)} onDeed={(fields) => {
          setMoving(null);
          void act("identity.place_device", {device: moving.device, area: String(fields.get("area"))}).then(again);
        }}>
          <Areas chosen={moving.area} required />
        </Dialog>
      )}
      {adding && (
        <Dialog title={t("device_add")} deed={t("save")} onClose={() => setAdding(false)} onDeed={(fields) => {
          setAdding(false);
          const device = String(fields.get("device")).trim();
          void act("identity.register_device", {device, kind, ...(fields.get("area") ? {area: String(fields.get("area"))} : {})}).then((done) => {
            again();
            if (done) setCode(device);
          });
        }}>
          <label>{t("device_name")}<input name="device" required maxlength={64} pattern="[a-z0-9_\-]+" autocomplete="off" dir="ltr" /></label>
          <label>{t("kind")}<select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>{kinds.map((one) => <option key={one} value={one}>{t(`kind_${one}`)}</option>)}</select></label>
          {placed(kind) && <Areas chosen={undefined} required={kind === "display"} />}
        </Dialog>
      )}
    </section>
  );
}
