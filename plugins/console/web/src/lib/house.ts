// Commands and queries of the house, over HTTP.

export type Code = "invalid" | "not_found" | "conflict" | "denied" | "unavailable" | "internal" | "unauthorized";

/// The house said no, or could not be reached (`unavailable`).
export class Refused extends Error {
  readonly code: Code;
  readonly status: number;
  constructor(code: Code, message: string, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const root = "/api/v1/";
const patience = 15_000;

/// Called when something is denied: perhaps the session has ended. Somebody else looks, and decides what that means for the page.
export const house = {denied: () => {}};

export const isDenied = (status: number) => status === 401 || status === 403;

async function answer<T>(address: string, response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const error = (body as {error?: {code?: Code; message?: string}} | null)?.error;
  const refused = new Refused(error?.code ?? "internal", error?.message ?? `status ${response.status}`, response.status);
  if (isDenied(response.status) && address !== "identity.me" && address !== "session") house.denied();
  throw refused;
}

async function send<T>(address: string, init: RequestInit): Promise<T> {
  const ending = AbortSignal.timeout(patience);
  let response: Response;
  try {
    response = await fetch(root + address, {...init, signal: init.signal ?? ending, credentials: "same-origin", cache: "no-store"});
  } catch (error) {
    throw new Refused("unavailable", error instanceof Error ? error.message : String(error));
  }
  return answer<T>(address, response);
}

const mine = {"Content-Type": "application/json", "X-Vestibule": "1"};

/// A query. What is asked, perhaps somebody's name, stands in the body: an address is written to the logs of whatever lies between.
export function ask<T>(query: string, body: object = {}): Promise<T> {
  if (!Object.keys(body).length) return send<T>(query, {method: "GET"});
  return send<T>(query, {method: "POST", headers: mine, body: JSON.stringify(body)});
}

function chance(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/// A command. If the line breaks before the answer comes it is sent again under the same request id, so that it happens once.
export async function tell<T>(command: string, body: object = {}): Promise<T> {
  const headers = {"Content-Type": "application/json", "X-Vestibule": "1", "Idempotency-Key": chance()};
  for (let left = 3; ; --left) {
    try {
      return await send<T>(command, {method: "POST", headers, body: JSON.stringify(body)});
    } catch (error) {
      const lost = error instanceof Refused && error.code === "unavailable" && error.status === 0;
      if (!lost || left === 0) throw error;
      await pause(400 * (4 - left));
    }
  }
}

export function signIn(name: string, password: string, code: string): Promise<unknown> {
  return send("session", {method: "POST", headers: mine, body: JSON.stringify(code ? {name, password, code} : {name, password})});
}

/// Quick switching at a shared desk.
export function signInByBadge(badge: string, pin: string, device: string): Promise<unknown> {
  return send("session", {method: "POST", headers: mine, body: JSON.stringify({badge, pin, device})});
}

export async function signOut(): Promise<void> {
  await send("session", {method: "DELETE", headers: mine}).catch(() => null);
}
