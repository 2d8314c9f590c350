// Who may sign in, as what; new people, new passwords, and an end to somebody's sessions.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {useStage} from "../lib/stage.tsx";
import {Dialog} from "../parts/dialog.tsx";

interface Person {
  person: string;
  name: string;
  full_name: string;
  role: string;
  departments: string[];
  suspended: boolean;
  can_sign_in: boolean;
  second_factor: boolean;
  sessions: number;
  shifts: {shift: string; department: string; from: string; until: string}[];
}
type Asked = "password" | "role" | "departments" | "shift";
const roles = ["doctor", "nurse", "clerk", "manager", "administrator", "privacy_officer"];
const of = (fields: FormData, name: string) => String(fields.get(name) ?? "").trim();

const departmentsIn = (fields: FormData) => of(fields, "departments").split(",").map((one) => one.trim()).filter(Boolean);

function RoleChoice({value}: {value: string}) {
  const {t} = useStage();
  return <label>{t("role")}<select name="role" defaultValue={value}>{roles.map((one) => <option key={one} value={one} selected={one === value}>{t(`role_${one}`)}</option>)}</select></label>;
}

function Password() {
  const {t} = useStage();
  return <label>{t("password_new")} <small class="quiet">{t("password_rule")}</small><input name="password" type="password" required minlength={8} autocomplete="new-password" dir="ltr" /></label>;
}

function One({person, again}: {person: Person; again: () => void}) {
  const {t, language} = useStage();
  const {act, busy} = useActing();
  const time = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  const [asked, setAsked] = useState<Asked | null>(null);
  const send = async (command: string, body: object = {}) => {
    setAsked(null);
    await act(command, {person: person.person, ...body});
    again();
  };
  return (
    <li class="token">
      <strong dir="auto">{person.full_name || person.name}</strong>
      <div class="about">
        <p class="row">
          <span class="chip">{t(`role_${person.role}`)}</span>
          <span class="quiet" dir="ltr">{person.name}</span>
          {person.departments.length > 0 && <span class="quiet">{person.departments.join(", ")}</span>}
          {person.suspended && <span class="chip bad">{t("suspended")}</span>}
          {!person.can_sign_in && !person.suspended && <span class="chip paused">{t("no_password")}</span>}
          {person.second_factor && <span class="chip">{t("second_factor")}</span>}
          {person.sessions > 0 && <span class="quiet">{t("sessions", {count: person.sessions})}</span>}
        </p>
        {person.shifts.map((one) => (
          <p key={one.shift} class="row"><span class="quiet">{t("shift_at", {department: one.department, from: time.format(new Date(one.from)), until: time.format(new Date(one.until))})}</span>
            <button class="plain small" disabled={busy} onClick={() => void act("identity.cancel_shift", {shift: one.shift}).then(again)}>{t("shift_cancel")}</button></p>
        ))}
        <div class="row">
          <button class="small" onClick={() => setAsked("role")}>{t("role_change")}</button>
          <button class="small" onClick={() => setAsked("departments")}>{t("departments")}</button>
          <button class="small" onClick={() => setAsked("shift")}>{t("shift_plan")}</button>
          <button class="small" onClick={() => setAsked("password")}>{t("password_new")}</button>
          {person.second_factor && <button class="small" disabled={busy} onClick={() => void send("identity.remove_totp")}>{t("second_factor_remove")}</button>}
          {person.sessions > 0 && <button class="small" disabled={busy} onClick={() => void send("identity.end_sessions")}>{t("sessions_end")}</button>}
          <button class="small" disabled={busy} onClick={() => void send("identity.suspend_person", {suspended: !person.suspended})}>{t(person.suspended ? "restore" : "suspend")}</button>
        </div>
      </div>
      {asked === "password" && <Dialog title={t("password_new")} deed={t("save")} onClose={() => setAsked(null)} onDeed={(fields) => void send("identity.reset_password", {password: String(fields.get("password"))})}><Password /></Dialog>}
      {asked === "departments" && (
        <Dialog title={t("departments")} deed={t("save")} onClose={() => setAsked(null)} onDeed={(fields) => void send("identity.change_person", {departments: departmentsIn(fields)})}>
          <label>{t("departments")} <small class="quiet">{t("departments_text")}</small><input name="departments" defaultValue={person.departments.join(", ")} autocomplete="off" dir="ltr" /></label>
        </Dialog>
      )}
      {asked === "shift" && (
        <Dialog title={t("shift_plan")} deed={t("save")} onClose={() => setAsked(null)} onDeed={(fields) => void send("identity.plan_shift", {department: of(fields, "department"), from: new Date(of(fields, "from")).toISOString(), until: new Date(of(fields, "until")).toISOString()})}>
          <p class="quiet">{t("shift_text")}</p>
          <label>{t("department")}<input name="department" required maxlength={40} pattern="[a-z0-9_\-]+" autocomplete="off" dir="ltr" /></label>
          <div class="row fields">
            <label>{t("shift_from")}<input name="from" type="datetime-local" required /></label>
            <label>{t("shift_until")}<input name="until" type="datetime-local" required /></label>
          </div>
        </Dialog>
      )}
      {asked === "role" && <Dialog title={t("role_change")} deed={t("save")} onClose={() => setAsked(null)} onDeed={(fields) => void send("identity.change_role", {role: of(fields, "role")})}><RoleChoice value={person.role} /></Dialog>}
    </li>
  );
}

export function People() {
  const {t} = useStage();
  const {act} = useActing();
  const {value, again} = useAsking<{people: Person[]}>("identity.people", {}, ({name}) => name.startsWith("identity."), 60);
  const [adding, setAdding] = useState(false);
  return (
    <section class="card flush" aria-label={t("admin_people")}>
      <div class="row pad"><button class="primary" onClick={() => setAdding(true)}>{t("person_add")}</button></div>
      <ul class="tokens">{value?.people.map((person) => <One key={person.person} person={person} again={again} />)}</ul>
      {adding && (
        <Dialog title={t("person_add")} deed={t("save")} onClose={() => setAdding(false)} onDeed={(fields) => {
          setAdding(false);
          void act("identity.add_person", {name: of(fields, "name"), full_name: of(fields, "full_name"), role: of(fields, "role"), departments: departmentsIn(fields), password: String(fields.get("password"))}).then(again);
        }}>
          <label>{t("full_name")}<input name="full_name" required maxlength={100} autocomplete="off" dir="auto" /></label>
          <label>{t("sign_in_name")}<input name="name" required maxlength={64} autocomplete="off" autocapitalize="none" spellcheck={false} dir="ltr" /></label>
          <RoleChoice value="clerk" />
          <label>{t("departments")} <small class="quiet">{t("departments_text")}</small><input name="departments" autocomplete="off" dir="ltr" /></label>
          <Password />
        </Dialog>
      )}
    </section>
  );
}
