// A number from the clerk's hand: the service, then what differs from the ordinary.

import {useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {useActing} from "../lib/acting.ts";
import {classesOf, useCrew, useStage} from "../lib/stage.tsx";
import {Range} from "../parts/token_bits.tsx";
import {fullName, type PersonName} from "../lib/patients.ts";
import {ask} from "../lib/house.ts";
import {link, PatientDialog, type Chosen} from "./patient_choice.tsx";
import {Born} from "./records.tsx";
import {needs, type Need, type IssuedToken, type Menu, type MenuService} from "../wire.ts";

interface Given {
  token: IssuedToken;
  /// Whose visit it is, and whether the record was linked to it.
  of: PersonName | null;
  linked: boolean;
}

function Issued({given: {token: issued, of, linked}, done, find, again}: {given: Given; done: () => void; find: (code: string) => void; again: () => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {busy, act} = useActing();
  return (
    <div class="issued" role="status">
      <p class="quiet">{n(issued.service_name)} · {n(issued.area_name)}</p>
      <p class="code" dir="ltr">{issued.call_code}</p>
      <p>{issued.ahead === 0 ? t("ticket_next") : t("ticket_ahead", {count: issued.ahead})} <Range range={issued.wait} /></p>
      {of && (linked ? <p>{t("linked_to", {name: fullName(of)})}</p>
        : <p class="wrong">{t("link_failed", {name: fullName(of)})} <button class="small" disabled={busy} onClick={again}>{t("link")}</button></p>)}
      <div class="row center">
        <button class="primary" autofocus onClick={done}>{t("issue_another")}</button>
        {site.kiosks.map((kiosk) => (
          <button key={kiosk.kiosk} disabled={busy} onClick={() => void act("queue.reprint_ticket", {kiosk: kiosk.kiosk, token: issued.token})}>
            {t("print_at", {kiosk: n(kiosk.name)})}
          </button>
        ))}
        <button class="plain" onClick={() => find(issued.call_code)}>{t("find_it")}</button>
      </div>
    </div>
  );
}

function Details({service, of, send, busy, back}: {service: MenuService; of: Chosen | null; send: (body: object) => void; busy: boolean; back: () => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const classes = classesOf(site, service.service);
  const ordinary = site.scales.find((scale) => scale.classes === classes)?.ordinary ?? "";
  const [priority, setPriority] = useState(ordinary);
  const higher = classes.findIndex((one) => one.priority === priority) < classes.findIndex((one) => one.priority === ordinary);
  return (
    <form class="stack" onSubmit={(event) => {
      event.preventDefault();
      const fields = new FormData(event.currentTarget);
      const told = (name: string) => String(fields.get(name) ?? "").trim();
      send({
        service: service.service, needs: fields.getAll("need"), priority,
        ...(told("language") ? {language: told("language")} : {}), ...(higher || told("reason") ? {reason: told("reason")} : {}),
      });
    }}>
      <h3>{n(service.name)}</h3>
      <fieldset>
        <legend>{t("priority")}</legend>
        <div class="choices tight">
          {classes.map((one) => (
            <label key={one.priority} class="pick">
              <input type="radio" name="priority" value={one.priority} checked={one.priority === priority} onChange={() => setPriority(one.priority)} />
              <span>{n(one.name, one.priority)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {(higher || !service.open) && <label>{t("reason")}<input name="reason" required maxlength={200} autocomplete="off" /></label>}
      <fieldset>
        <legend>{t("needs")}</legend>
        <div class="choices tight">
          {needs.map((need) => <label key={need} class="pick"><input type="checkbox" name="need" value={need} defaultChecked={of?.needs?.includes(need) ?? false} /><span>{t(`need_${need}`)}</span></label>)}
        </div>
      </fieldset>
      <label>{t("patient_language")}
        <select name="language" defaultValue={of?.language && site.languages.includes(of.language) ? of.language : ""}>
          <option value="">{t("not_said")}</option>
          {site.languages.map((one) => <option key={one} value={one}>{new Intl.DisplayNames([one], {type: "language"}).of(one)}</option>)}
        </select>
      </label>
      <div class="row">
        <button class="primary main-deed grow" autofocus aria-busy={busy} disabled={busy}>{t("issue")}</button>
        <button type="button" onClick={back}>{t("back")}</button>
      </div>
    </form>
  );
}

/// Whose visit it will be, if somebody has said; or the way to say it.
function For({of, choose}: {of: Chosen | null; choose: (of: Chosen | null) => void}) {
  const {t} = useStage();
  const [asked, setAsked] = useState(false);
  const take = async (chosen: Chosen) => {
    setAsked(false);
    choose(chosen);
    if (chosen.needs) return;
    // Needs and language stand in the record: nobody is asked twice. Without the right to it they are asked.
    const record = await ask<{person: {needs?: Need[]; language?: string}}>("records.patient", {patient: chosen.patient}).catch(() => null);
    if (record) choose({...chosen, needs: record.person.needs ?? [], language: record.person.language});
  };
  return (
    <div class="row issue-for">
      {of ? (
        <>
          <p><strong dir="auto">{fullName(of.name)}</strong> <Born date={of.birth_date} sex={of.sex} /></p>
          <button type="button" class="plain small push" onClick={() => choose(null)}>{t("link_nobody")}</button>
        </>
      ) : <button type="button" onClick={() => setAsked(true)}>{t("link_title")}</button>}
      {asked && <PatientDialog close={() => setAsked(false)} choose={(chosen) => void take(chosen)} />}
    </div>
  );
}

export function Issue({found}: {found: (code: string) => void}) {
  const {t, n} = useStage();
  const {say} = useCrew();
  const {busy, act} = useActing();
  const menu = useAsking<Menu>("queue.menu", {}, ({name}) => /queue\.(token_|day_|desk_)/.test(name), 30);
  const [chosen, setChosen] = useState<string | null>(null);
  const [of, setOf] = useState<Chosen | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const service = menu.value?.services.find((one) => one.service === chosen);
  const join = async (token: IssuedToken, to: string, who: Chosen) => {
    const linked = await link(act, who.patient, {token: token.token, service: to});
    setGiven({token, of: who.name, linked: linked !== null});
  };
  const send = async (body: object & {reason?: string}) => {
    const {reason, ...token} = body;
    const to = service?.service ?? "";
    const answer = service?.open ? await act<IssuedToken>("queue.issue_token", body)
      : await act<IssuedToken>("queue.issue_anyway", {token: {...token, ...(reason ? {reason} : {})}, reason});
    if (!answer) return;
    say(t("said_issued", {code: answer.call_code}));
    setGiven({token: answer, of: of?.name ?? null, linked: of !== null});
    if (of) await join(answer, to, of);
  };
  const done = () => {
    setGiven(null);
    setChosen(null);
    setOf(null);
  };
  return (
    <section class="card" aria-labelledby="issue">
      <h2 id="issue">{t("issue_title")}</h2>
      {given ? <Issued given={given} done={done} find={found} again={() => of && void join(given.token, chosen ?? "", of)} /> : (
        <>
          <For of={of} choose={setOf} />
          {service ? <Details key={(of?.patient ?? "") + (of?.needs ? "+" : "")} of={of} service={service} busy={busy} send={(body) => void send(body)} back={() => setChosen(null)} /> : (
            <ul class="tiles">
              {menu.value?.services.map((one) => (
                <li key={one.service}>
                  <button class="tile" onClick={() => setChosen(one.service)}>
                    <strong>{n(one.name)}</strong>
                    <small>{one.open ? t("waiting_here", {count: one.waiting}) : t("service_closed")} {one.open && <Range range={one.wait} />}</small>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
