// The staff's console: who is here, which pages they have, and the line to the house.

import {render} from "preact";
import {useCallback, useEffect, useMemo, useState} from "preact/hooks";
import {ask, house, Refused, signOut} from "./lib/house.ts";
import {live} from "./lib/live.ts";
import {CrewContext, useStage, type Crew, type Glass, type Me} from "./lib/stage.tsx";
import {Shell} from "./parts/shell.tsx";
import {StageHolder} from "./parts/stage_holder.tsx";
import {SecondFactor} from "./pages/second_factor.tsx";
import {SignIn} from "./pages/sign_in.tsx";
import type {Site} from "./wire.ts";

type Who = {state: "asking"} | {state: "stranger"} | {state: "here"; me: Me};

/// A house without accounts answers that it has no such query: then everybody is the one at the machine.
async function whoAmI(): Promise<Who> {
  try {
    const {name, full_name, role, glass} = await ask<{name: string; full_name: string; role: string; glass?: Glass}>("identity.me");
    if (role === "nobody") return {state: "stranger"};
    return {state: "here", me: {name: full_name || name, login: name, role, accounts: true, glass: glass ?? null}};
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === "not_found") return {state: "here", me: {name: "", login: "", role: "operator", accounts: false, glass: null}};
    if (error.code === "denied" || error.status === 401) return {state: "stranger"};
    throw error;
  }
}

function useWho(): [Who, () => void] {
  const [who, setWho] = useState<Who>({state: "asking"});
  const again = useCallback(() => {
    whoAmI().then(setWho).catch(() => setTimeout(again, 1500));
  }, []);
  useEffect(again, [again]);
  useEffect(() => {
    let looked = 0;
    house.denied = () => {
      if (performance.now() - looked < 2_000) return;
      looked = performance.now();
      whoAmI().then((now) => now.state === "stranger" && setWho(now)).catch(() => {});
    };
  }, []);
  return [who, again];
}

function useSite(): Site | null {
  const [site, setSite] = useState<Site | null>(null);
  useEffect(() => {
    let timer = 0;
    const load = () => {
      ask<Site>("queue.site").then(setSite).catch(() => {
        timer = window.setTimeout(load, 1500);
      });
    };
    load();
    const off = live.on(() => {}, load);
    return () => {
      clearTimeout(timer);
      off();
    };
  }, []);
  return site;
}

function Aloud({said}: {said: string}) {
  return <div class="unseen" role="status" aria-live="polite">{said}</div>;
}

function Inside({me, leave, refresh}: {me: Me; leave: () => void; refresh: () => void}) {
  const {t} = useStage();
  const site = useSite();
  const [said, setSaid] = useState("");
  const [warned, setWarned] = useState("");
  useEffect(() => live.start(), []);
  useEffect(() => {
    if (!warned) return;
    const timer = setTimeout(() => setWarned(""), 12_000);
    return () => clearTimeout(timer);
  }, [warned]);
  const crew = useMemo<Crew | null>(() => site && {me, site, say: setSaid, warn: setWarned, leave, refresh}, [me, site, leave, refresh]);
  if (!crew) return <p class="starting" role="status">{t("starting")}</p>;
  return (
    <CrewContext.Provider value={crew}>
      <Shell />
      <Aloud said={said} />
      <div class="warnings" role="alert">
        {warned && <p>{warned} <button class="plain" onClick={() => setWarned("")}>{t("close")}</button></p>}
      </div>
    </CrewContext.Provider>
  );
}

function Door() {
  const [who, again] = useWho();
  const {t} = useStage();
  const leave = useCallback(() => {
    void signOut().then(again);
  }, [again]);
  if (who.state === "asking") return <p class="starting" role="status">{t("starting")}</p>;
  if (who.state === "stranger") return <SignIn entered={again} />;
  if (who.me.role === "newcomer") return <SecondFactor leave={leave} />;
  return <Inside me={who.me} leave={leave} refresh={again} />;
}

render(<StageHolder><Door /></StageHolder>, document.getElementById("app") as HTMLElement);
