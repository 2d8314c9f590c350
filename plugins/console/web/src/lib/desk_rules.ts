// What can be done at a desk as it stands, which key does it, and what the house is told. No page, no network.

import type {DeskView} from "../wire.ts";

export type Deed =
  | "open" | "pause" | "close" | "next" | "recall" | "start" | "finish" | "no_show" | "park" | "transfer" | "send_on" | "undo";

/// The key of each; "n" is found without looking: it is the one that calls.
export const keys: Record<Deed, string> = {
  next: "n", recall: "r", start: "s", finish: "f", no_show: "x", park: "p", transfer: "t", send_on: "g", undo: "u", open: "o", pause: "b", close: "c",
};

/// What can be done, the most likely first. `finish` at a desk that calls means "and nothing more": see `next`.
export function possible(desk: DeskView): Deed[] {
  const undo: Deed[] = desk.undo ? ["undo"] : [];
  if (desk.token?.state === "called") return ["start", "recall", "no_show", "park", "transfer", ...undo];
  if (desk.token) {
    const on: Deed[] = ["send_on"];
    return [...(desk.attendance === "open" ? ["next" as Deed] : []), "finish", ...on, "park", "transfer", ...undo];
  }
  if (desk.attendance === "open") return ["next", "pause", "close", ...undo];
  if (desk.attendance === "paused") return ["open", "close", ...undo];
  return ["open", ...undo];
}

export interface Order {
  command: string;
  body: object;
}

/// The commands of a deed that needs no more words than the desk.
export function orders(deed: Deed, desk: DeskView): Order[] {
  const here = {desk: desk.desk};
  switch (deed) {
    case "next": {
      const call = {command: "queue.call_next", body: here};
      return desk.token?.state === "serving" ? [{command: "queue.finish", body: here}, call] : [call];
    }
    case "open": return [{command: "queue.open_desk", body: here}];
    case "pause": return [{command: "queue.pause_desk", body: here}];
    case "close": return [{command: "queue.close_desk", body: here}];
    case "recall": case "start": case "finish": case "no_show": case "undo": return [{command: `queue.${deed}`, body: here}];
    default: return [];
  }
}

/// The desk as it will be if the house agrees: only what is certain then. Shown at once, replaced by the answer.
export function foreseen(deed: Deed, desk: DeskView): DeskView {
  const {token} = desk;
  if (deed === "start" && token) return {...desk, token: {...token, state: "serving", in_state_seconds: 0}};
  if (deed === "recall" && token) return {...desk, token: {...token, calls: token.calls + 1, in_state_seconds: 0}};
  if (deed === "open") return {...desk, attendance: "open"};
  if (deed === "pause") return {...desk, attendance: "paused"};
  if (deed === "close" && !token) return {...desk, attendance: "closed"};
  return desk;
}
