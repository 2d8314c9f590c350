// A patient who is not in the records yet: what can be asked at a counter; the rest is completed later.

import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import {needs} from "../wire.ts";
import {identifierKinds} from "./record.tsx";

export function RegisterDialog({close, register}: {close: () => void; register: (person: object) => void}) {
  const {t} = useStage();
  const {site} = useCrew();
  return (
    <Dialog title={t("record_register")} deed={t("save")} onClose={close} onDeed={(fields) => {
      const of = (name: string) => String(fields.get(name) ?? "").trim();
      register({
        names: [{...(of("given") ? {given: of("given")} : {}), ...(of("family") ? {family: of("family")} : {})}],
        identifiers: of("identifier") ? [{kind: of("kind"), value: of("identifier")}] : [],
        contacts: of("phone") ? [{kind: "mobile", value: of("phone")}] : [],
        ...(of("birth_date") ? {birth_date: of("birth_date")} : {}), sex: of("sex"), needs: fields.getAll("need"), next_of_kin: [],
        ...(of("language") ? {language: of("language")} : {}),
      });
    }}>
      <div class="row fields">
        <label>{t("given_name")}<input name="given" maxlength={100} autocomplete="off" dir="auto" /></label>
        <label>{t("family_name")}<input name="family" required maxlength={100} autocomplete="off" dir="auto" /></label>
      </div>
      <div class="row fields">
        <label>{t("birth_date")}<input name="birth_date" type="date" /></label>
        <label>{t("sex")}<select name="sex">{["unknown", "female", "male", "other"].map((one) => <option key={one} value={one}>{t(`sex_${one}`)}</option>)}</select></label>
      </div>
      <div class="row fields">
        <label>{t("kind")}<select name="kind">{identifierKinds.map((one) => <option key={one} value={one}>{t(`identifier_${one}`)}</option>)}</select></label>
        <label>{t("identifier")}<input name="identifier" maxlength={64} autocomplete="off" dir="ltr" /></label>
      </div>
      <label>{t("visitor_contact")}<input name="phone" type="tel" maxlength={32} autocomplete="off" dir="ltr" /></label>
      <label>{t("patient_language")}
        <select name="language">
          <option value="">{t("not_said")}</option>
          {site.languages.map((one) => <option key={one} value={one}>{new Intl.DisplayNames([one], {type: "language"}).of(one)}</option>)}
        </select>
      </label>
      <fieldset>
        <legend>{t("needs")}</legend>
        <div class="choices tight">{needs.map((need) => <label key={need} class="pick"><input type="checkbox" name="need" value={need} /><span>{t(`need_${need}`)}</span></label>)}</div>
      </fieldset>
    </Dialog>
  );
}
