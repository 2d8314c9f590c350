// What the patient told at the kiosk, for the people who see them.

import {useAsking} from "../lib/asking.ts";
import {useStage} from "../lib/stage.tsx";

interface Told {
  name?: string;
  age?: number;
  contact?: string;
  symptoms?: string;
  preferred_time?: string;
}
const fields = ["name", "age", "symptoms", "contact", "preferred_time"] as const;

export function Visitor({token}: {token: string}) {
  const {t} = useStage();
  const {value} = useAsking<Told>("queue.visitor", {token});
  const told = fields.filter((field) => value?.[field] !== undefined && value[field] !== null && value[field] !== "");
  if (!told.length) return null;
  return (
    <section class="card visitor" aria-label={t("visitor")}>
      <h2>{t("visitor")}</h2>
      <dl>{told.map((field) => <div key={field}><dt>{t(`visitor_${field}`)}</dt><dd dir="auto">{String(value?.[field])}</dd></div>)}</dl>
    </section>
  );
}
