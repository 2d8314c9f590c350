// What a nurse measures by hand at triage: for the patient whose record is linked to the number. What is left empty was not measured.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {observation} from "../lib/observation.ts";
import {fullName, referenceOf, type Summary} from "../lib/patients.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import {MeasureFields} from "../parts/measure_fields.tsx";
import type {TokenView} from "../wire.ts";
import {LinkDialog} from "./patient_choice.tsx";

/// Whether this house has a plugin that keeps vitals at all.
export function useVitals(): boolean {
  const {value} = useAsking("vitals.wards", {}, () => false, 600);
  return value !== undefined && value !== null;
}

export function VitalsDialog({token, close}: {token: TokenView; close: () => void}) {
  const {t} = useStage();
  const {say} = useCrew();
  const {act} = useActing();
  const {value, refused, again} = useAsking<{summary?: Summary | null}>("records.summary", {reference: referenceOf(token.token)});
  const [linking, setLinking] = useState(false);
  const [empty, setEmpty] = useState(false);
  const title = t("vitals_title", {code: token.call_code});
  if (linking) return <LinkDialog token={token} close={() => setLinking(false)} done={again} />;
  const summary = value?.summary;
  if (!summary) return (
    <Dialog title={title} onClose={close}>
      {refused ? <p class="wrong">{refusal(t, refused)}</p> : value && <p>{t("vitals_unlinked")}</p>}
      {value && <button type="button" class="primary" autofocus onClick={() => setLinking(true)}>{t("link")}</button>}
    </Dialog>
  );
  return (
    <Dialog title={title} deed={t("save")} onClose={close} onDeed={(fields) => {
      const body = observation(summary.patient, (name) => String(fields.get(name) ?? "").trim());
      if (!body) return setEmpty(true);
      close();
      void act("vitals.observe", body).then((answer) => answer && say(t("vitals_written", {code: token.call_code})));
    }}>
      <p><strong dir="auto">{fullName(summary.name)}</strong></p>
      <MeasureFields />
      <div role="alert">{empty && <p class="wrong">{t("vitals_empty")}</p>}</div>
    </Dialog>
  );
}
