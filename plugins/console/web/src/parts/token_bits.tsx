// What stands beside a token everywhere: its class, its needs, its language, its wait, and why it is where it is.

import {clock, minutes, share} from "../lib/spans.ts";
import {classOf, languages, urgency, useCrew, useStage} from "../lib/stage.tsx";
import type {Need, TokenView, WaitRange, Why} from "../wire.ts";
import {Icon} from "./icons.tsx";

/// The class by name and place in its scale; colour says it a second time.
export function ClassMark({service, priority}: {service: string; priority: string}) {
  const {n} = useStage();
  const {site} = useCrew();
  const level = urgency(site, service, priority);
  const step = level === 0 ? "first" : level < 0.5 ? "high" : level < 1 ? "middle" : "low";
  return <span class={`class-mark ${step}`}>{n(classOf(site, service, priority)?.name, priority)}</span>;
}

export function Needs({needs}: {needs: Need[]}) {
  const {t} = useStage();
  return (
    <>
      {needs.map((need) => (
        <span key={need} class="need"><Icon name={need} />{t(`need_${need}`)}</span>
      ))}
    </>
  );
}

export function Speaks({token}: {token: TokenView}) {
  const {language} = useStage();
  if (!token.language || token.language === language) return null;
  const name = languages.find((one) => one.language === token.language)?.name ?? token.language;
  return <span class="need" lang={token.language}>{name}</span>;
}

export function Range({range}: {range: WaitRange | undefined}) {
  const {t} = useStage();
  if (!range) return null;
  return <span>{t("range", {...range})}</span>;
}

/// How long it has waited, against the target of its class. `since` seconds have passed since the answer.
export function Waited({token, since, running}: {token: TokenView; since: number; running?: boolean}) {
  const {t} = useStage();
  const {site} = useCrew();
  const waited = token.waited_seconds + (token.state === "waiting" ? since : 0);
  const target = classOf(site, token.service, token.priority)?.target_minutes;
  const used = share(waited, target);
  const level = used === null ? "" : used >= 1 ? "over" : used >= 0.75 ? "near" : "";
  return (
    <span class={`waited ${level}`}>
      {running ? <span dir="ltr">{clock(waited)}</span> : t("minutes", {count: minutes(waited)})}
      {level === "over" && <span class="unseen"> {t("past_target")}</span>}
    </span>
  );
}

/// Why a call is, or would be, this one's: a sentence.
export function useWhy(): (why: Why | undefined) => string {
  const {t, n} = useStage();
  const {site} = useCrew();
  return (why) => {
    if (!why) return "";
    const passed = why.passed.reduce((sum, one) => sum + one.count, 0);
    const name = site.scales.flatMap((scale) => scale.classes).find((one) => one.priority === why.priority)?.name;
    const fill = {count: passed, class: n(name, why.priority), by: why.by ?? "", reason: why.reason ?? ""};
    if (why.cause === "staff") return t("why_staff", fill);
    if (!passed) return t(why.cause === "waited_bound" ? "why_waited_bound_alone" : "why_in_turn", fill);
    return t(`why_${why.cause}`, fill);
  };
}
