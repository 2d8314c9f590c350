// What keeps the house in order: people, the hospital's file, devices, screens, kiosks, plugins.

import {useState} from "preact/hooks";
import {Devices} from "./admin_devices.tsx";
import {HospitalFile} from "./admin_hospital.tsx";
import {Kiosks} from "./admin_kiosks.tsx";
import {People} from "./admin_people.tsx";
import {Plugins} from "./admin_plugins.tsx";
import {Screens} from "./admin_screens.tsx";
import {Settings} from "./admin_settings.tsx";
import {useCrew, useStage} from "../lib/stage.tsx";

const parts = {people: People, hospital: HospitalFile, devices: Devices, screens: Screens, kiosks: Kiosks, plugins: Plugins, settings: Settings};
type Part = keyof typeof parts;

export function AdminPage() {
  const {t} = useStage();
  const {me} = useCrew();
  const names = (Object.keys(parts) as Part[]).filter((part) => me.accounts || (part !== "people" && part !== "devices"));
  const [part, setPart] = useState<Part>(names[0] ?? "screens");
  const Shown = parts[part];
  return (
    <div class="stack">
      <h1>{t("page_admin")}</h1>
      <div class="row tabs" role="group" aria-label={t("page_admin")}>
        {names.map((name) => <button key={name} aria-pressed={name === part} onClick={() => setPart(name)}>{t(`admin_${name}`)}</button>)}
      </div>
      <Shown />
    </div>
  );
}
