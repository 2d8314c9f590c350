// The desk's line in the order it will be called in, each with why; and those who are away from it.

import {useState} from "preact/hooks";
import {useAsking} from "../lib/asking.ts";
import {minutes} from "../lib/spans.ts";
import {useStage} from "../lib/stage.tsx";
import {ClassMark, Needs, Range, Speaks, useWhy, Waited} from "../parts/token_bits.tsx";
import type {DeskView, TokenView, Waiting, Why} from "../wire.ts";

interface Props {
  waiting: Waiting | null;
  since: number;
  desk: DeskView;
  call: (token: TokenView) => void;
  back: (token: TokenView) => void;
}

function Row({token, why, since, call, first}: {token: TokenView; why: Why | undefined; since: number; call: () => void; first: boolean}) {
  const {t} = useStage();
  const because = useWhy();
  const overdue = token.overdue || (token.promised && token.waited_seconds + since > token.promised.high * 60);
  return (
    <li class={`token ${first ? "first" : ""} ${overdue ? "overdue" : ""}`}>
      <strong class="number" dir="ltr">{token.call_code}</strong>
      <div class="about">
        <p class="row">
          <ClassMark service={token.service} priority={token.priority} />
          <Waited token={token} since={since} />
          {token.promised && <span class="quiet">{t("promised")} <Range range={token.promised} /></span>}
          <Speaks token={token} />
          <Needs needs={token.needs} />
        </p>
        <p class="why">{overdue ? <strong class="forgotten">{t("past_promise")} </strong> : null}{because(why)}</p>
      </div>
      <button class="small" onClick={call} aria-label={t("call_this", {code: token.call_code})}>{t("call")}</button>
    </li>
  );
}

function Away({desk, back}: {desk: DeskView; back: (token: TokenView) => void}) {
  const {t} = useStage();
  const away = useAsking<{total: number; tokens: TokenView[]}>("queue.find_tokens", {states: ["parked", "no_show"], limit: 100},
    ({name}) => /token_(parked|returned|missed)|undone|transferred|cancelled/.test(name), 60);
  const mine = away.value?.tokens.filter((token) => desk.services.includes(token.service)) ?? [];
  if (!mine.length) return <p class="quiet pad">{t("nobody_away")}</p>;
  return (
    <ul class="tokens">
      {mine.map((token) => (
        <li class="token" key={token.token}>
          <strong class="number" dir="ltr">{token.call_code}</strong>
          <div class="about">
            <p>{t(`state_${token.state}`)}</p>
            {token.state === "parked" && <p class="quiet">{t("returns_in", {count: minutes(token.returns_in_seconds)})}</p>}
          </div>
          <button class="small" onClick={() => back(token)} aria-label={t("return_this", {code: token.call_code})}>{t("return")}</button>
        </li>
      ))}
    </ul>
  );
}

export function DeskQueue({waiting, since, desk, call, back}: Props) {
  const {t} = useStage();
  const [away, setAway] = useState(false);
  const total = waiting?.total ?? desk.waiting;
  return (
    <section class="card queue" aria-label={t("queue")}>
      <header class="row tabs">
        <button aria-pressed={!away} onClick={() => setAway(false)}>{t("queue_waiting", {count: total})}</button>
        <button aria-pressed={away} onClick={() => setAway(true)}>{t("queue_away")}</button>
      </header>
      {away ? <Away desk={desk} back={back} /> : waiting?.tokens.length === 0 ? <p class="quiet pad">{t("nobody_waits")}</p> : (
        <ol class="tokens">
          {waiting?.tokens.map((token, i) => (
            <Row key={token.token} token={token} why={waiting.whys?.[i]} since={since} first={i === 0} call={() => call(token)} />
          ))}
        </ol>
      )}
      {!away && waiting && waiting.total > waiting.tokens.length && (
        <p class="quiet pad">{t("and_more", {count: waiting.total - waiting.tokens.length})}</p>
      )}
    </section>
  );
}
