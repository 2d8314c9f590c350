// Finding a patient's record and looking at it; registering one that is not there yet. The house decides who sees what.

import {useEffect, useRef, useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {refusal} from "../lib/refusal.ts";
import {ageAt, fullName, type FoundPatient} from "../lib/patients.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {EmergencySearch} from "./glass.tsx";
import {PatientRecord} from "./record.tsx";
import {RegisterDialog} from "./register.tsx";

export function Born({date, sex}: {date: string | undefined; sex: string | undefined}) {
  const {t, language} = useStage();
  const age = date && t("age", {count: ageAt(date, new Date())});
  const shown = date && new Intl.DateTimeFormat(language, {dateStyle: "medium", timeZone: "UTC"}).format(new Date(date));
  return <span class="quiet">{[shown, age, sex && sex !== "unknown" ? t(`sex_${sex}`) : ""].filter(Boolean).join(" · ")}</span>;
}

export function RecordsPage() {
  const {t} = useStage();
  const [search, setSearch] = useState<object | null>(null);
  const {me} = useCrew();
  const broken = me.glass?.subject.match(/^patient (.+)$/)?.[1] ?? null;
  const [chosen, setChosen] = useState<string | null>(broken);
  const before = useRef(broken);
  useEffect(() => {
    if (broken) setChosen(broken);
    else if (before.current) setChosen((now) => (now === before.current ? null : now));  // it is over: what was seen by it goes
    before.current = broken;
  }, [broken]);
  const [adding, setAdding] = useState(false);
  const {act} = useActing();
  const {value, refused, again} = useAsking<{patients: FoundPatient[]; more: boolean}>(search ? "records.search" : null, search ?? {});
  const [likely, setLikely] = useState<{patient: string}[]>([]);

  const register = async (person: object) => {
    const answer = await act<{patient: string; duplicates: {patient: string}[]}>("records.register", {person});
    if (!answer) return;
    setAdding(false);
    setChosen(answer.patient);
    setLikely(answer.duplicates);
    again();
  };
  return (
    <div class="two records">
      <section class="card" aria-labelledby="find-record">
        <header class="row"><h1 id="find-record">{t("page_records")}</h1><button class="push" onClick={() => setAdding(true)}>{t("record_register")}</button></header>
        <form class="row fields" onSubmit={(event) => {
          event.preventDefault();
          const fields = new FormData(event.currentTarget);
          const body = Object.fromEntries([...fields].map(([name, text]) => [name, String(text).trim()]).filter(([, text]) => text));
          setChosen(null);
          setLikely([]);
          if (Object.keys(body).length) setSearch({...body, limit: 20});
        }}>
          <label>{t("visitor_name")}<input name="name" autocomplete="off" dir="auto" /></label>
          <label>{t("birth_date")}<input name="birth_date" type="date" /></label>
          <label>{t("identifier")}<input name="identifier" autocomplete="off" dir="ltr" /></label>
          <button class="primary">{t("search")}</button>
        </form>
        <div role="status">
          {refused && <p class="wrong">{refusal(t, refused)}</p>}
          {value && value.patients.length === 0 && <p class="quiet">{t("record_none")}</p>}
          {value?.more && <p class="quiet">{t("record_more")}</p>}
        </div>
        <ul class="tokens flush">
          {value?.patients.map((one) => (
            <li key={one.patient}>
              <button class="found-record" aria-pressed={one.patient === chosen} onClick={() => setChosen(one.patient)}>
                <strong dir="auto">{fullName(one.name)}</strong> <Born date={one.birth_date} sex={one.sex} />
                {one.state === "incomplete" && <span class="chip paused">{t("record_incomplete")}</span>}
              </button>
            </li>
          ))}
        </ul>
        {!broken && <EmergencySearch />}
      </section>
      {chosen && <PatientRecord key={chosen} patient={chosen} likely={likely.map((one) => one.patient)} choose={setChosen} />}
      {adding && <RegisterDialog close={() => setAdding(false)} register={(person) => void register(person)} />}
    </div>
  );
}
