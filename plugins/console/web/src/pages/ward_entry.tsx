// What no monitor says, entered by hand for whoever lies in a bed: oxygen, consciousness, temperature; without a monitor all of it.

import {useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {observation} from "../lib/observation.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {patientIn} from "../lib/ward_live.ts";
import type {Tile} from "../lib/ward_rules.ts";
import {Dialog} from "../parts/dialog.tsx";
import {MeasureFields} from "../parts/measure_fields.tsx";

/// `patient` is who lay there when it was opened: what was measured of one is never written down for the next.
export function EntryByHand({tile, patient, close, done}: {tile: Tile; patient: string; close: () => void; done: () => void}) {
  const {t} = useStage();
  const {say} = useCrew();
  const {act, busy} = useActing();
  const [wrong, setWrong] = useState("");
  const save = async (fields: FormData) => {
    if (busy) return;
    const body = observation(patient, (name) => String(fields.get(name) ?? "").trim());
    if (!body) return setWrong(t("vitals_empty"));
    try {
      if ((await patientIn(tile.bed)) !== patient) return setWrong(t("ward_nobody_there", {bed: tile.name}));
    } catch (error) {
      return setWrong(refusal(t, error));
    }
    if (!(await act("vitals.observe", body))) return;
    say(t("ward_said_entered", {bed: tile.name}));
    close();
    done();
  };
  return (
    <Dialog title={t("ward_enter_at", {bed: tile.name})} deed={t("save")} onClose={close} onDeed={(fields) => void save(fields)}>
      {tile.label && <p><strong><bdi>{tile.label}</bdi></strong></p>}
      {tile.device === "none" ? <MeasureFields /> : <MeasureFields only={["temp"]} />}
      <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
    </Dialog>
  );
}
