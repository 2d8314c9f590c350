// Who wants somebody at a kiosk, urgent ones first; numbers that could not be put in the line; kiosks that need a hand.

import {useAsking, useTicking} from "../lib/asking.ts";
import {useActing} from "../lib/acting.ts";
import {minutes} from "../lib/spans.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {Icon} from "../parts/icons.tsx";
import {Needs} from "../parts/token_bits.tsx";
import type {HelpCall, Kiosks} from "../wire.ts";

function Area({area}: {area: string}) {
  const {t, n} = useStage();
  const {busy, act} = useActing();
  useTicking(20);
  const {value, again} = useAsking<{calls: HelpCall[]}>("queue.help", {area}, ({name}) => name.startsWith("queue.help_") || name === "queue.day_closed");
  const answer = async (call: HelpCall) => {
    await act("queue.answer_help", {help: call.help});
    again();
  };
  return (
    <>
      {value?.calls.map((call) => (
        <li key={call.help} class={`help ${call.reason}`}>
          <Icon name="bell" />
          <p>
            <strong>{t(call.reason === "urgent" ? "help_urgent" : "help_staff")}</strong> {n(call.place, call.kiosk)}
            {call.code && <> · <span dir="ltr">{call.code}</span></>}
            {" · "}{t("minutes_ago", {count: minutes((Date.now() - Date.parse(call.at)) / 1000)})}
          </p>
          <Needs needs={call.needs} />
          <button class="push" disabled={busy} onClick={() => void answer(call)}>{t("help_go")}</button>
        </li>
      ))}
    </>
  );
}

function KioskNotes() {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {value} = useAsking<Kiosks>("queue.kiosks", {}, ({name}) => /queue\.(kiosk_|number_quarantined|token_brought)/.test(name), 60);
  const name = (id: string) => n(site.kiosks.find((one) => one.kiosk === id)?.name, id);
  const troubled = value?.kiosks.filter((one) => one.standing === "fenced" || (one.printer && !["ready", "unknown"].includes(one.printer.state))) ?? [];
  return (
    <>
      {troubled.map((one) => (
        <li key={one.kiosk + one.mark} class="help note">
          <p><strong>{name(one.kiosk)}</strong> · {t(one.standing === "fenced" ? "kiosk_fenced" : `printer_${one.printer?.state}`)}</p>
        </li>
      ))}
      {value?.quarantined.map((one) => (
        <li key={one.kiosk + one.number} class="help note">
          <p><strong dir="ltr">{one.number}</strong> · {t("quarantined", {kiosk: name(one.kiosk)})}</p>
        </li>
      ))}
    </>
  );
}

export function HelpWanted() {
  const {t} = useStage();
  const {site} = useCrew();
  return (
    <section aria-label={t("help_wanted")} aria-live="polite">
      <ul class="helps">
        {site.areas.map((area) => <Area key={area.area} area={area.area} />)}
        <KioskNotes />
      </ul>
    </section>
  );
}
