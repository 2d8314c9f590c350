// Whose visit is it? Somebody is found in the records, or registered, and the visit is linked to the token.

import {useState} from "preact/hooks";
import {useActing, type Acting} from "../lib/acting.ts";
import {ask} from "../lib/house.ts";
import {fullName, referenceOf, type FoundPatient, type PersonName} from "../lib/patients.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";
import type {Need, TokenView} from "../wire.ts";
import {Born} from "./records.tsx";
import {RegisterDialog} from "./register.tsx";

export interface Chosen {
  patient: string;
  name: PersonName;
  birth_date?: string | undefined;
  sex?: string | undefined;
  /// Of the record, so that nobody asks again.
  needs?: Need[];
  language?: string | undefined;
}

/// Opens the visit that joins record and token. Null: refused, which has been said.
export function link(act: Acting["act"], patient: string, token: {token: string; service: string}): Promise<{visit: string} | null> {
  return act("records.open_visit", {patient, department: token.service, reference: referenceOf(token.token)});
}

export function PatientDialog({close, choose}: {close: () => void; choose: (chosen: Chosen) => void}) {
  const {t} = useStage();
  const {warn} = useCrew();
  const {act} = useActing();
  const [found, setFound] = useState<{patients: FoundPatient[]; more: boolean} | null>(null);
  const [adding, setAdding] = useState(false);
  const look = async (fields: FormData) => {
    const body = Object.fromEntries(["name", "birth_date", "identifier"].map((name) => [name, String(fields.get(name) ?? "").trim()]).filter(([, text]) => text));
    if (!Object.keys(body).length) return;
    try {
      setFound(await ask("records.search", {...body, limit: 8}));
    } catch (error) {
      warn(refusal(t, error));
    }
  };
  if (adding) return (
    <RegisterDialog close={close} register={(person) => void act<{patient: string}>("records.register", {person}).then((answer) => {
      const told = person as {names: PersonName[]; birth_date?: string; sex?: string; needs?: Need[]; language?: string};
      if (answer) choose({patient: answer.patient, name: told.names[0] ?? {}, birth_date: told.birth_date, sex: told.sex, needs: told.needs ?? [], language: told.language});
    })} />
  );
  return (
    <Dialog title={t("link_title")} deed={t("search")} onClose={close} onDeed={(fields) => void look(fields)}>
      <label>{t("visitor_name")}<input name="name" autocomplete="off" dir="auto" autofocus /></label>
      <div class="row fields">
        <label>{t("birth_date")}<input name="birth_date" type="date" /></label>
        <label>{t("identifier")}<input name="identifier" autocomplete="off" dir="ltr" /></label>
      </div>
      <div role="status">
        {found && found.patients.length === 0 && <p class="quiet">{t("record_none")}</p>}
        {found?.more && <p class="quiet">{t("record_more")}</p>}
      </div>
      {found && found.patients.length > 0 && (
        <ul class="found-list">
          {found.patients.map((one) => (
            <li key={one.patient}>
              <button type="button" class="found-record" onClick={() => choose(one)}><strong dir="auto">{fullName(one.name)}</strong> <Born date={one.birth_date} sex={one.sex} /></button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" onClick={() => setAdding(true)}>{t("record_register")}</button>
    </Dialog>
  );
}

export function LinkDialog({token, close, done}: {token: TokenView; close: () => void; done: () => void}) {
  const {t} = useStage();
  const {say} = useCrew();
  const {act} = useActing();
  return (
    <PatientDialog close={close} choose={(chosen) => {
      close();
      void link(act, chosen.patient, token).then((opened) => {
        if (!opened) return;
        say(t("said_linked", {code: token.call_code}));
        done();
      });
    }} />
  );
}
