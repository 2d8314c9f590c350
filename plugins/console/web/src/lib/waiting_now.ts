// Everybody who waits, with their place in their scale: what triage and manager look at.

import {useAsking, useTicking} from "./asking.ts";
import {placed, type Placed} from "./board_rules.ts";
import {classesOf, useCrew} from "./stage.tsx";
import type {TokenView} from "../wire.ts";

export function useWaitingNow(every: number): {all: Placed[]; total: number; again: () => void; loaded: boolean} {
  const {site} = useCrew();
  const {value, at, again} = useAsking<{total: number; tokens: TokenView[]}>("queue.find_tokens", {states: ["waiting"], limit: 500},
    ({name}) => /queue\.(token_|priority|action|day)/.test(name), 30);
  const now = useTicking(every);
  const since = Math.max(0, now - at) / 1000;
  const all = (value?.tokens ?? []).map((token) => {
    const classes = classesOf(site, token.service);
    const rank = classes.findIndex((one) => one.priority === token.priority);
    return placed(token, since, rank, classes[rank]?.target_minutes);
  });
  return {all, total: value?.total ?? 0, again, loaded: value !== null};
}

/// Saves a text as a file. Nothing leaves the browser.
export function save(name: string, text: string): void {
  saveBlob(name, new Blob([text], {type: "text/csv;charset=utf-8"}));
}

/// Saves a file that the house has made.
export function saveBase64(name: string, type: string, base64: string): void {
  saveBlob(name, new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], {type}));
}

function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
