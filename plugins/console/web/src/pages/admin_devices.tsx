// Kiosks, screens and monitors as the broker knows them: enrolled by a one-time code, revoked at once.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

interface Device {
  device: string;
  kind: string;
  state: "awaited" | "enrolled" | "revoked";
}
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

export function Devices() {
  const {t} = useStage();
  const {act, busy} = useActing();
  const {value, again} = useAsking<{devices: Device[]}>("identity.devices", {}, ({name}) => name === "identity.device_changed", 60);
  const [adding, setAdding] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  return (
    <section class="card flush" aria-label={t("admin_devices")}>
      <div class="row pad"><button class="primary" onClick={() => setAdding(true)}>{t("device_add")}</button></div>
      <ul class="tokens">
        {value?.devices.map((one) => (
          <li key={one.device} class="token">
            <strong dir="ltr">{one.device}</strong>
            <div class="about">
              <p class="row"><span class="chip">{t(`kind_${one.kind}`)}</span>
                <span class={`chip ${one.state === "enrolled" ? "open" : one.state === "revoked" ? "bad" : "paused"}`}>{t(`device_${one.state}`)}</span></p>
              <div class="row">
                {one.state === "awaited" && <button class="small" onClick={() => setCode(one.device)}>{t("device_code")}</button>}
                {one.state !== "revoked" && <button class="small" disabled={busy} onClick={() => void act("identity.revoke_device", {device: one.device}).then(again)}>{t("revoke")}</button>}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {code && <Code device={code} close={() => setCode(null)} />}
      {adding && (
        <Dialog title={t("device_add")} deed={t("save")} onClose={() => setAdding(false)} onDeed={(fields) => {
          setAdding(false);
          const device = String(fields.get("device")).trim();
          void act("identity.register_device", {device, kind: String(fields.get("kind"))}).then((done) => {
            again();
            if (done) setCode(device);
          });
        }}>
          <label>{t("device_name")}<input name="device" required maxlength={64} pattern="[a-z0-9_\-]+" autocomplete="off" dir="ltr" /></label>
          <label>{t("kind")}<select name="kind">{kinds.map((one) => <option key={one} value={one}>{t(`kind_${one}`)}</option>)}</select></label>
        </Dialog>
      )}
    </section>
  );
}
