// One more entry of a history: an allergy, a condition, a medication, a procedure.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {entry, itemKinds, type ItemKind} from "../lib/patients.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

const severities = ["mild", "moderate", "severe"];
const extra: Record<ItemKind, ("reaction" | "dose" | "note")[]> = {allergy: ["reaction"], condition: ["note"], medication: ["dose", "note"], procedure: ["note"]};

export function EntryDialog({patient, kind: first, close, done}: {patient: string; kind: ItemKind; close: () => void; done: () => void}) {
  const {t} = useStage();
  const {say} = useCrew();
  const {act} = useActing();
  const [kind, setKind] = useState<ItemKind>(first);
  const today = new Date().toLocaleDateString("sv");  // the form a date field wants
  return (
    <Dialog title={t("entry_title")} deed={t("save")} onClose={close} onDeed={(fields) => {
      const {command, body} = entry(patient, kind, (name) => String(fields.get(name) ?? "").trim());
      close();
      void act(command, body).then((answer) => {
        if (!answer) return;
        say(t("entry_written"));
        done();
      });
    }}>
      <div class="choices tight" role="group" aria-label={t("kind")}>
        {itemKinds.map((one) => (
          <label key={one} class="pick"><input type="radio" name="kind" value={one} checked={one === kind} onChange={() => setKind(one)} /><span>{t(`entry_${one}`)}</span></label>
        ))}
      </div>
      <label>{t(`entry_what_${kind}`)}<input name="text" required maxlength={200} autocomplete="off" dir="auto" autofocus /></label>
      {kind === "allergy" && (
        <label>{t("severity")}
          <select name="severity"><option value="">{t("not_said")}</option>{severities.map((one) => <option key={one} value={one}>{t(`severity_${one}`)}</option>)}</select>
        </label>
      )}
      {kind === "procedure" && <label class="check"><input type="checkbox" name="surgery" defaultChecked />{t("surgery")}</label>}
      {extra[kind].map((field) => <label key={field}>{t(`entry_${field}`)}<input name={field} maxlength={300} autocomplete="off" dir="auto" /></label>)}
      <label>{t(kind === "procedure" ? "entry_on" : "entry_since")}<input name="since" type="date" max={today} /></label>
    </Dialog>
  );
}
