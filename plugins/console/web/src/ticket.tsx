// The patient's page: the address in the ticket's code, on any phone, without an account. Nothing here says who it is.

import {render} from "preact";
import {useCallback, useEffect, useRef, useState} from "preact/hooks";
import {remember, remembered} from "./lib/choices.ts";
import {ask, Refused, tell} from "./lib/house.ts";
import {StageHolder} from "./parts/stage_holder.tsx";
import {Ticket} from "./pages/ticket.tsx";
import type {TicketStatus} from "./wire.ts";

/// The secret in the address; of the page that was put on the home screen, the last one it was opened with.
function secretOfPage(): string {
  const named = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  if (named) remember("ticket", named);
  return named || (remembered("ticket") ?? "");
}

const over = (status: TicketStatus | null) => status !== null && ["done", "cancelled", "no_show"].includes(status.state);

/// Seconds until it is asked again: the nearer, the sooner.
function pace(status: TicketStatus | null): number {
  if (over(status)) return 60;
  if (status?.state === "called" || (status?.ahead ?? 99) <= 2) return 2;
  return 5;
}

export interface Following {
  status: TicketStatus | null;
  /// When that was true, by performance.now().
  at: number;
  lost: boolean;
  unknown: boolean;
  act(command: string, body: object): Promise<void>;
}

function useTicket(secret: string): Following {
  const [status, setStatus] = useState<TicketStatus | null>(null);
  const [at, setAt] = useState(0);
  const [lost, setLost] = useState(false);
  const [unknown, setUnknown] = useState(secret === "");
  const timer = useRef(0);
  const turn = useRef(0);
  const latest = useRef<TicketStatus | null>(null);

  const take = (next: TicketStatus) => {
    latest.current = next;
    setStatus(next);
    setAt(performance.now());
    setLost(false);
    setUnknown(false);
  };
  const look = useCallback(async () => {
    clearTimeout(timer.current);
    const mine = ++turn.current;
    let wait = 0;
    try {
      const next = await ask<TicketStatus>("queue.token_status", {secret});
      if (mine !== turn.current) return;
      take(next);
      wait = pace(next);
    } catch (error) {
      if (mine !== turn.current) return;
      if (error instanceof Refused && (error.code === "not_found" || error.code === "invalid")) setUnknown(true);
      else setLost(true);
      wait = 3;
    }
    if (document.visibilityState === "visible" || pace(latest.current) <= 5) timer.current = window.setTimeout(() => void look(), wait * 1000);
  }, [secret]);

  useEffect(() => {
    if (!secret) return;
    void look();
    const seen = () => document.visibilityState === "visible" && void look();
    document.addEventListener("visibilitychange", seen);
    addEventListener("online", seen);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", seen);
    };
  }, [secret, look]);

  const act = useCallback(async (command: string, body: object) => {
    const mine = ++turn.current;
    try {
      const next = await tell<TicketStatus>(command, {secret, ...body});
      if (mine === turn.current) take(next);
    } finally {
      if (mine === turn.current) void look();
    }
  }, [secret, look]);

  return {status, at, lost, unknown, act};
}

function Page() {
  const [secret] = useState(secretOfPage);
  const following = useTicket(secret);
  return <StageHolder suggested={following.status?.language}><Ticket {...following} /></StageHolder>;
}

render(<Page />, document.getElementById("app") as HTMLElement);
