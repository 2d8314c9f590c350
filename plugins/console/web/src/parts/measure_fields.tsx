// What is measured or seen by hand, as fields of a form. What is left empty was not measured.

import {consciousness, measures} from "../lib/observation.ts";
import {useStage} from "../lib/stage.tsx";

/// `only`: the measures asked for; absent: all.
export function MeasureFields({only}: {only?: string[]}) {
  const {t} = useStage();
  return (
    <>
      <div class="measures">
        {measures.filter(({name}) => !only || only.includes(name)).map(({name, unit, step, least, most}, i) => (
          <label key={name}>{t(`vitals_${name}`)} <small class="quiet" dir="ltr">{unit}</small><input name={name} type="number" inputMode="decimal" step={step} min={least} max={most} autocomplete="off" dir="ltr" autofocus={i === 0} /></label>
        ))}
      </div>
      <div class="row fields">
        <label>{t("vitals_consciousness")}
          <select name="consciousness"><option value="">{t("not_said")}</option>{consciousness.map((one) => <option key={one} value={one}>{t(`vitals_state_${one}`)}</option>)}</select>
        </label>
        <label>{t("vitals_oxygen")}
          <select name="oxygen"><option value="">{t("not_said")}</option>{["no", "yes"].map((one) => <option key={one} value={one}>{t(`vitals_oxygen_${one}`)}</option>)}</select>
        </label>
      </div>
    </>
  );
}
