// A number from the clerk's hand: the service, then what differs from the ordinary.

import {useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {useActing} from "../lib/acting.ts";
import {classesOf, useCrew, useStage} from "../lib/stage.tsx";
import {Range} from "../parts/token_bits.tsx";
import {needs, type IssuedToken, type Menu, type MenuService} from "../wire.ts";

function Issued({issued, done, find}: {issued: IssuedToken; done: () => void; find: (code: string) => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {busy, act} = useActing();
  return (
    <div class="issued" role="status">
      <p class="quiet">{n(issued.service_name)} · {n(issued.area_name)}</p>
      <p class="code" dir="ltr">{issued.call_code}</p>
      <p>{issued.ahead === 0 ? t("ticket_next") : t("ticket_ahead", {count: issued.ahead})} <Range range={issued.wait} /></p>
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

function Details({service, send, busy, back}: {service: MenuService; send: (body: object) => void; busy: boolean; back: () => void}) {
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
      const of = (name: string) => String(fields.get(name) ?? "").trim();
      send({
        service: service.service, needs: fields.getAll("need"), priority,
        ...(of("language") ? {language: of("language")} : {}), ...(higher || of("reason") ? {reason: of("reason")} : {}),
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
          {needs.map((need) => <label key={need} class="pick"><input type="checkbox" name="need" value={need} /><span>{t(`need_${need}`)}</span></label>)}
        </div>
      </fieldset>
      <label>{t("patient_language")}
        <select name="language">
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

export function Issue({found}: {found: (code: string) => void}) {
  const {t, n} = useStage();
  const {say} = useCrew();
  const {busy, act} = useActing();
  const menu = useAsking<Menu>("queue.menu", {}, ({name}) => /queue\.(token_|day_|desk_)/.test(name), 30);
  const [chosen, setChosen] = useState<string | null>(null);
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  const service = menu.value?.services.find((one) => one.service === chosen);
  const send = async (body: object & {reason?: string}) => {
    const {reason, ...token} = body;
    const answer = service?.open ? await act<IssuedToken>("queue.issue_token", body)
      : await act<IssuedToken>("queue.issue_anyway", {token: {...token, ...(reason ? {reason} : {})}, reason});
    if (!answer) return;
    setIssued(answer);
    setChosen(null);
    say(t("said_issued", {code: answer.call_code}));
  };
  return (
    <section class="card" aria-labelledby="issue">
      <h2 id="issue">{t("issue_title")}</h2>
      {issued ? <Issued issued={issued} done={() => setIssued(null)} find={found} />
        : service ? <Details service={service} busy={busy} send={(body) => void send(body)} back={() => setChosen(null)} /> : (
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
    </section>
  );
}
