// A desk's half hour: who is here, what can be done, who comes next and why.

import {useCallback, useRef, useState} from "preact/hooks";
import {useAsking, useTicking} from "../lib/asking.ts";
import {remember, remembered} from "../lib/choices.ts";
import {foreseen, keys, orders, possible, type Deed, type Order} from "../lib/desk_rules.ts";
import {tell} from "../lib/house.ts";
import type {Told} from "../lib/live.ts";
import {useSeat} from "../lib/messages.ts";
import {refusal} from "../lib/refusal.ts";
import {useKeys} from "../lib/shortcuts.ts";
import {deskOf, useCrew, useStage} from "../lib/stage.tsx";
import type {DeskView, TokenView, Waiting} from "../wire.ts";
import {DeskDialog, type Asked} from "./desk_dialogs.tsx";
import {DeskQueue} from "./desk_queue.tsx";
import {AtDesk} from "./desk_now.tsx";
import {Beside} from "./beside.tsx";
import {Visitor} from "./visitor.tsx";

/// Whether what happened can change how this desk or its queue stands.
function concerns(desk: DeskView | undefined, {name, body}: Told): boolean {
  if (!name.startsWith("queue.")) return false;
  const told = body as {desk?: string; area?: string; token?: {service?: string; desk?: string}; from?: string};
  if (!desk || name.startsWith("queue.day_")) return true;
  if (name === "queue.call_shown") return told.area === desk.area;
  if (told.desk === desk.desk || told.token?.desk === desk.desk) return true;
  return desk.services.includes(told.token?.service ?? "") || desk.services.includes(told.from ?? "");
}

export function DeskPage() {
  const [id, setId] = useState(remembered("desk"));
  const choose = (desk: string | null) => {
    remember("desk", desk);
    setId(desk);
  };
  const {site} = useCrew();
  useSeat(deskOf(site, id ?? undefined) ? id : null);
  return deskOf(site, id ?? undefined) ? <Desk key={id} id={id as string} leave={() => choose(null)} /> : <ChooseDesk choose={choose} />;
}

function ChooseDesk({choose}: {choose: (desk: string) => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  return (
    <div class="narrow">
      <h1>{t("desk_which")}</h1>
      {site.areas.map((area) => (
        <section key={area.area}>
          <h2>{n(area.name)}</h2>
          <ul class="tiles">
            {site.desks.filter((desk) => desk.area === area.area).map((desk) => (
              <li key={desk.desk}>
                <button class="tile" onClick={() => choose(desk.desk)}>
                  <strong>{n(desk.name)}</strong>
                  <small>{desk.services.map((service) => n(site.services.find((one) => one.service === service)?.name, service)).join(", ")}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function useDeeds(desk: DeskView | undefined, put: (desk: DeskView) => void, again: () => void) {
  const {t} = useStage();
  const {say, warn} = useCrew();
  const [busy, setBusy] = useState<string | null>(null);
  const working = useRef(false);
  /// What was asked for while the answer to the one before was awaited: done after it, if it can be done then.
  const next = useRef<((stands: DeskView) => Order[]) | null>(null);
  const latest = useRef(desk);
  latest.current = desk;

  /// Commands one after the other; each answer is the desk as it stands. The last of them, or null if the house said no.
  const send = useCallback(async (steps: Order[]): Promise<DeskView | null> => {
    let stands: DeskView | null = null;
    for (const {command, body} of steps) {
      const answer = await tell<DeskView | TokenView>(command, body);
      if (!("attendance" in answer)) continue;
      stands = answer;
      put(answer);
      if (answer.token?.state === "called") say(t("said_called", {code: answer.token.call_code}));
    }
    return stands;
  }, [put, say, t]);

  const carryOut = useCallback(async (name: string, steps: Order[], seen?: DeskView) => {
    if (!steps.length) return;
    if (working.current) {
      next.current = () => steps;
      return;
    }
    working.current = true;
    setBusy(name);
    if (seen) put(seen);
    try {
      let stands = (await send(steps)) ?? latest.current;
      for (let then = next.current; then && stands; then = next.current) {
        next.current = null;
        stands = (await send(then(stands))) ?? stands;
      }
    } catch (error) {
      warn(refusal(t, error));
    } finally {
      working.current = false;
      next.current = null;
      setBusy(null);
      again();
    }
  }, [put, again, send, t, warn]);

  const doDeed = useCallback((deed: Deed) => {
    if (working.current) next.current = (stands) => (possible(stands).includes(deed) ? orders(deed, stands) : []);
    else if (desk) void carryOut(deed, orders(deed, desk), foreseen(deed, desk));
  }, [desk, carryOut]);

  return {busy, carryOut, doDeed};
}

function Desk({id, leave}: {id: string; leave: () => void}) {
  const {t} = useStage();
  const latest = useRef<DeskView | undefined>(undefined);
  const hears = (told: Told) => concerns(latest.current, told);
  const desks = useAsking<{desks: DeskView[]}>("queue.desks", {}, hears, 30);
  const desk = desks.value?.desks.find((one) => one.desk === id);
  latest.current = desk;
  const waiting = useAsking<Waiting>("queue.waiting", {desk: id, limit: 40}, hears, 30);
  const [asked, setAsked] = useState<Asked | null>(null);
  const now = useTicking();

  const put = useCallback((view: DeskView) => {
    const all = desks.value?.desks ?? [];
    desks.put({desks: all.map((one) => (one.desk === view.desk ? view : one))});
  }, [desks.value, desks.put]);
  const again = useCallback(() => {
    desks.again();
    waiting.again();
  }, [desks.again, waiting.again]);
  const {busy, carryOut, doDeed} = useDeeds(desk, put, again);

  const act = (deed: Deed) => {
    if (deed === "park" || deed === "transfer" || deed === "send_on") setAsked({deed});
    else doDeed(deed);
  };
  useKeys((key) => {
    const deed = desk && possible(desk).find((one) => keys[one] === key);
    if (key === "e" && desk?.token) setAsked({deed: "outcome"});
    else if (deed) act(deed);
    else return false;
    return true;
  });

  if (!desk) return desks.refused ? <p class="quiet">{refusal(t, desks.refused)}</p> : null;
  return (
    <div class="desk-page">
      <div class="stack here">
        <AtDesk desk={desk} since={(now - desks.at) / 1000} busy={busy} act={act} leave={leave} withOutcome={() => setAsked({deed: "outcome"})} />
        {desk.token && <Visitor key={desk.token.token} token={desk.token.token} />}
      </div>
      <div class="there">
        {desk.token && <Beside key={desk.token.token} token={desk.token} />}
        <DeskQueue waiting={waiting.value} since={Math.max(0, now - waiting.at) / 1000} desk={desk}
                   call={(token) => setAsked({deed: "call_token", token})}
                   back={(token) => void carryOut("return", [{command: "queue.return_token", body: {token: token.token}}])} />
      </div>
      {asked && <DeskDialog asked={asked} desk={desk} close={() => setAsked(null)} carryOut={(steps) => {
        setAsked(null);
        void carryOut(asked.deed, steps);
      }} />}
    </div>
  );
}
