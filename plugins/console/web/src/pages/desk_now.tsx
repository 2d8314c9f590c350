// Who is at the desk, and what can be done: one large button that is right most of the time, the others beside it.

import {clock} from "../lib/spans.ts";
import {keys, possible, type Deed} from "../lib/desk_rules.ts";
import {keysOn} from "../lib/shortcuts.ts";
import {serviceOf, useCrew, useStage} from "../lib/stage.tsx";
import {Icon} from "../parts/icons.tsx";
import {ClassMark, Needs, Speaks, useWhy} from "../parts/token_bits.tsx";
import type {DeskView} from "../wire.ts";

interface Props {
  desk: DeskView;
  since: number;
  busy: string | null;
  act: (deed: Deed) => void;
  withOutcome: () => void;
  leave: () => void;
}

export function Key({of}: {of: string}) {
  return keysOn() ? <kbd aria-hidden="true">{of.toUpperCase()}</kbd> : null;
}

function words(deed: Deed, desk: DeskView): string {
  if (deed === "next" && desk.token) return "do_finish_next";
  if (deed === "open" && desk.attendance === "paused") return "do_resume";
  return `do_${deed}`;
}

function Deeds({desk, busy, act, withOutcome}: Props) {
  const {t} = useStage();
  const deeds = possible(desk);
  const [first, ...others] = deeds;
  const nobody = first === "next" && !desk.token && desk.waiting === 0;
  return (
    <div class="deeds">
      {first && (
        <button class="primary main-deed" aria-busy={busy === first} aria-keyshortcuts={keys[first]} disabled={nobody}
                onClick={() => act(first)}>
          {t(nobody ? "nobody_waits" : words(first, desk))}<Key of={keys[first]} />
        </button>
      )}
      <div class="other-deeds">
        {others.map((deed) => (
          <button key={deed} aria-keyshortcuts={keys[deed]} aria-busy={busy === deed} class={deed === "undo" ? "plain" : ""} onClick={() => act(deed)}>
            {t(words(deed, desk))}<Key of={keys[deed]} />
          </button>
        ))}
        {desk.token?.state === "serving" && (
          <button aria-keyshortcuts="e" onClick={withOutcome}>{t("do_finish_as")}<Key of="e" /></button>
        )}
      </div>
    </div>
  );
}

function SeenLine({desk}: {desk: DeskView}) {
  const {t} = useStage();
  if (!desk.seen || desk.token?.state !== "called") return null;
  const {painted, spoken, screens, voices} = desk.seen;
  const none = screens === 0 && painted === 0;
  return (
    <p class={`seen ${!none && painted >= screens ? "all" : ""}`}>
      <span><Icon name="eye" />{none ? t("seen_none") : t("seen", {seen: painted, all: screens})}</span>
      {voices !== undefined && voices > 0 && <span><Icon name="ear" />{t("heard", {heard: spoken, all: voices})}</span>}
    </p>
  );
}

function Current({desk, since}: {desk: DeskView; since: number}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const why = useWhy();
  const {token} = desk;
  if (!token) return null;
  return (
    <div class={`current ${token.state}`}>
      <p class="state">
        <span>{t(`state_${token.state}`)}</span>
        <span class="running" dir="ltr">{clock(token.in_state_seconds + Math.max(0, since))}</span>
        {token.calls > 1 && <span>{t("called_times", {count: token.calls})}</span>}
      </p>
      <p class="code" dir="ltr">{token.call_code}</p>
      <p class="row">
        <ClassMark service={token.service} priority={token.priority} />
        <span>{n(serviceOf(site, token.service)?.name, token.service)}</span>
        <Speaks token={token} />
        <Needs needs={token.needs} />
      </p>
      <p class="why">{why(desk.why)}</p>
      <SeenLine desk={desk} />
    </div>
  );
}

export function AtDesk(props: Props) {
  const {t, n} = useStage();
  const {desk, since, leave} = props;
  return (
    <section class="card at-desk" aria-labelledby="at-desk">
      <header class="row">
        <h1 id="at-desk">{n(desk.name)}</h1>
        <span class={`chip ${desk.attendance}`}>{t(`desk_${desk.attendance}`)}</span>
        <button class="plain push" onClick={leave}>{t("desk_change")}</button>
      </header>
      {desk.token ? <Current desk={desk} since={since} /> : (
        <div class="current empty">
          <p class="state">{t(desk.attendance === "open" ? "desk_free" : `desk_is_${desk.attendance}`)}</p>
          <p class="many">{t("waiting_here", {count: desk.waiting})}</p>
        </div>
      )}
      <Deeds {...props} />
    </section>
  );
}
