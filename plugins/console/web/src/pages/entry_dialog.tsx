// One more entry of a history: an allergy, a condition, a medication, a procedure.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {remember, remembered} from "../lib/choices.ts";
import {costOf, digitsOf, entry, itemKinds, type ItemKind} from "../lib/patients.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

const severities = ["mild", "moderate", "severe"];
const extra: Record<ItemKind, ("reaction" | "dose" | "note")[]> = {allergy: ["reaction"], condition: ["note"], medication: ["dose", "note"], procedure: ["note"]};

/// What the whole course costs: left empty where nobody counts. The currency is asked once of a browser.
function CostField() {
  const {t, language} = useStage();
  const [currency, setCurrency] = useState(remembered("currency") ?? "EUR");
  const names = new Intl.DisplayNames([language], {type: "currency"});
  const digits = digitsOf(currency);
  return (
    <div class="row fields">
      <label>{t("entry_cost")}
        <input name="cost" inputMode="decimal" maxlength={12} autocomplete="off" dir="ltr" onInput={(event) => {
          const field = event.currentTarget;
          field.setCustomValidity(!field.value.trim() || costOf(field.value, currency) ? "" : t("entry_cost_wrong", {count: digits}));
        }} />
      </label>
      <label>{t("entry_currency")}
        <select name="currency" value={currency} onChange={(event) => {
          setCurrency(event.currentTarget.value);
          remember("currency", event.currentTarget.value);
        }}>
          {Intl.supportedValuesOf("currency").map((one) => <option key={one} value={one}>{one} · {names.of(one)}</option>)}
        </select>
      </label>
    </div>
  );
}

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
      {kind === "medication" && <CostField />}
      <label>{t(kind === "procedure" ? "entry_on" : "entry_since")}<input name="since" type="date" max={today} /></label>
    </Dialog>
  );
}
