// How a ward's monitors are: last heard, what is missing, what was refused and why, how wrong their clocks are.

import {useAsking} from "../lib/asking.ts";
import {useStage} from "../lib/stage.tsx";
import type {Picture} from "../lib/ward_rules.ts";
import {ageText} from "../lib/ward_words.ts";

interface Device {
  device: string;
  state: "none" | "online" | "silent" | "offline";
  bed?: string | null;
  silent_ms?: number | null;
  received: number;
  missing: number;
  refused: Record<string, number>;
  clock_skew_ms?: number | null;
  model?: string | null;
  firmware?: string | null;
}

const seconds = {style: "unit", unit: "second", maximumFractionDigits: 1, signDisplay: "exceptZero"} as const;

function Table({picture}: {picture: Picture}) {
  const {t, num} = useStage();
  const {value} = useAsking<{devices: Device[]}>("vitals.devices", {}, () => false, 5);
  const mine = picture.tiles.flatMap((tile) => (value?.devices ?? []).filter(({bed}) => bed === tile.bed).map((device) => ({tile, device})));
  if (!value) return <p class="quiet">{t("starting")}</p>;
  if (!mine.length) return <p class="quiet">{t("ward_no_device")}</p>;
  const how = (one: Device) => (one.state === "silent" ? t("ward_device_silent", {age: ageText(t, one.silent_ms ?? 0)}) : one.state === "online" ? t("ward_device_online") : t("ward_device_offline"));
  const refused = (one: Device) => Object.entries(one.refused).map(([why, count]) => `${why} ${num(count)}`).join(", ");
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t("ward_devices")}>
      <table>
        <thead><tr>{["bed", "device", "state", "received", "missed", "refused", "clock", "firmware"].map((head) => <th key={head} scope="col">{t(`ward_head_${head}`)}</th>)}</tr></thead>
        <tbody>
          {mine.map(({tile, device}) => (
            <tr key={device.device}>
              <th scope="row"><bdi>{tile.name}</bdi></th>
              <td><bdi>{device.device}</bdi></td>
              <td class={device.state === "online" ? "" : "bad"}>{how(device)}</td>
              <td>{num(device.received)}</td>
              <td>{num(device.missing)}</td>
              <td dir="auto">{refused(device) || "–"}</td>
              <td>{typeof device.clock_skew_ms === "number" ? num(device.clock_skew_ms / 1000, seconds) : "–"}</td>
              <td dir="auto">{[device.model, device.firmware].filter(Boolean).join(" ") || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/// Asked for only while it is open.
export function WardDevices({picture, open, setOpen}: {picture: Picture; open: boolean; setOpen: (open: boolean) => void}) {
  const {t} = useStage();
  return (
    <details class="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("ward_devices")}</summary>
      {open && <Table picture={picture} />}
    </details>
  );
}
