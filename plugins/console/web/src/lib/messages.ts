// What staff write to each other: its messages on the wire, how many are unread, and where one sits.

import {useEffect, useRef} from "preact/hooks";
import {useAsking, type Asking} from "./asking.ts";
import {tell} from "./house.ts";
import type {Told} from "./live.ts";
import {useCrew, useStage} from "./stage.tsx";

export interface Writer {
  person: string;
  full_name: string;
  role: string;
}
export interface Addressee {
  kind: "person" | "role" | "desk";
  id: string;
}
export interface StaffMessage {
  message: number;
  at: string;
  from: Writer;
  to: Addressee;
  to_name: string;
  text: string;
  answers?: number;
  mine: boolean;
  unread: boolean;
  readers: number;
  read: number;
  who: {full_name: string; read_at?: string}[];
}
export interface Inbox {
  messages: StaffMessage[];
  unread: number;
  more: boolean;
}
export interface Addressees {
  people: Writer[];
  roles: string[];
}

export const longest = 1000;
/// As the house counts: characters, not the halves of some of them.
export const characters = (text: string) => [...text.trim()].length;
export const ofMessages = ({name}: Told) => name.startsWith("messages.");

/// The unread ones; null where nobody writes messages. Says aloud that one has come.
export function useUnread(): number | null {
  const {me, say} = useCrew();
  const {t} = useStage();
  const {value}: Asking<{unread: number}> = useAsking<{unread: number}>(me.accounts ? "messages.unread" : null, {}, ofMessages, 60);
  const before = useRef<number | null>(null);
  const unread = value?.unread ?? null;
  useEffect(() => {
    if (unread !== null && before.current !== null && unread > before.current) say(t("said_unread", {count: unread}));
    before.current = unread;
  }, [unread]);
  return unread;
}

/// Whoever works at a desk reads what is written to it; null: at none. A house without messages says no, and nothing is lost.
export function useSeat(desk: string | null) {
  const {me} = useCrew();
  useEffect(() => {
    if (me.accounts) void tell("messages.sit", desk ? {desk} : {}).catch(() => {});
  }, [desk, me.accounts]);
}
