// The hospital as its file has it: services, desks, pathways. It is read at the start of the house; what is changed there stands in the
// settings' list of changes only as a file, so the page says which one.

import type {ComponentChildren} from "preact";
import {useAsking} from "../lib/asking.ts";
import {areaOf, serviceOf, useCrew, useStage} from "../lib/stage.tsx";

function Part({name, children}: {name: string; children: ComponentChildren}) {
  const {t} = useStage();
  return (
    <section class="card flush" aria-labelledby={`hospital-${name}`}>
      <h2 id={`hospital-${name}`} class="pad">{t(`hospital_${name}`)}</h2>
      <ul class="tokens">{children}</ul>
    </section>
  );
}

export function HospitalFile() {
  const {t, n, num} = useStage();
  const {site} = useCrew();
  const desks = useAsking<{desks: {desk: string; attendance: string}[]}>("queue.desks", {}, ({name}) => name === "queue.desk_changed", 60);
  const settings = useAsking<{settings: {setting: string; value: string}[]}>("host.settings");
  const file = settings.value?.settings.find((one) => one.setting === "queue.hospital")?.value;
  const names = (services: string[]) => services.map((one) => n(serviceOf(site, one)?.name, one)).join(" · ");
  return (
    <div class="stack">
      <p class="quiet">{t("hospital_text")} {file && <code dir="ltr">{JSON.parse(file) as string}</code>}</p>
      <Part name="services">
        {site.services.map((one) => {
          const scale = site.scales.find((known) => known.scale === one.scale);
          return (
            <li key={one.service} class="token">
              <strong class="number" dir="ltr">{one.letter}</strong>
              <div class="about">
                <p class="row"><strong>{n(one.name, one.service)}</strong> <span class="quiet">{n(areaOf(site, one.area)?.name, one.area)}</span>
                  {one.appointments && <span class="chip">{t("hospital_appointments")}</span>}</p>
                <p class="quiet">{scale?.classes.map((known) => n(known.name, known.priority) + (known.target_minutes === undefined ? "" : ` (${known.target_minutes === 0 ? t("at_once") : t("within", {count: known.target_minutes})})`)).join(" · ")}</p>
              </div>
            </li>
          );
        })}
      </Part>
      <Part name="desks">
        {site.desks.map((one) => {
          const attendance = desks.value?.desks.find((known) => known.desk === one.desk)?.attendance;
          return (
            <li key={one.desk} class="token">
              <strong>{n(one.name, one.desk)}</strong>
              <div class="about">
                <p class="row"><span class="quiet">{n(areaOf(site, one.area)?.name, one.area)}</span>{attendance && <span class={`chip ${attendance}`}>{t(`desk_${attendance}`)}</span>}</p>
                <p class="quiet">{names(one.services)}</p>
              </div>
            </li>
          );
        })}
      </Part>
      <Part name="pathways">
        {site.pathways.map((one) => (
          <li key={one.pathway} class="token">
            <strong>{n(one.name, one.pathway)}</strong>
            <ol class="about stages">{one.stages.map((stage, i) => <li key={i}>{num(i + 1)}. {names(stage)}{stage.length > 1 && <span class="quiet"> ({t("hospital_any_order")})</span>}</li>)}</ol>
          </li>
        ))}
      </Part>
    </div>
  );
}
