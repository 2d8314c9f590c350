// The messages this console reads, as plugins/queue/contract describes them. Only what is used stands here.

export type Texts = Record<string, string>;
export type State = "waiting" | "called" | "serving" | "parked" | "done" | "no_show" | "cancelled";
export type Attendance = "closed" | "open" | "paused";
export type Cause = "in_turn" | "triage" | "appointment" | "returned" | "waited_bound" | "this_desk" | "staff";
export type Need = "deaf" | "blind" | "wheelchair" | "slow_walker" | "interpreter" | "child_alone";

export const needs: Need[] = ["deaf", "blind", "wheelchair", "slow_walker", "interpreter", "child_alone"];

export interface WaitRange {
  low: number;
  high: number;
}

export interface Passed {
  priority: string;
  count: number;
  cause: Cause;
  longest: string;
  waited_seconds: number;
}

export interface Why {
  cause: Cause;
  priority: string;
  waited_seconds: number;
  rate: number;
  credit: number;
  passed: Passed[];
  by?: string;
  reason?: string;
}

export interface TokenView {
  token: string;
  number: string;
  call_code: string;
  service: string;
  priority: string;
  state: State;
  needs: Need[];
  language?: string;
  issued_at: string;
  in_state_seconds: number;
  waited_seconds: number;
  booked?: string;
  desk?: string;
  calls: number;
  pathway?: string;
  stage: number;
  promised?: WaitRange;
  overdue: boolean;
  returns_in_seconds: number;
  outcome?: string;
}

export interface Seen {
  painted: number;
  spoken: number;
  screens: number;
  voices?: number;
}

export interface DeskView {
  desk: string;
  name: Texts;
  area: string;
  services: string[];
  attendance: Attendance;
  token?: TokenView;
  why?: Why;
  seen?: Seen;
  waiting: number;
  undo?: string;
}

export interface Waiting {
  total: number;
  tokens: TokenView[];
  whys?: Why[];
}

export interface Counts {
  issued: number;
  waiting: number;
  called: number;
  serving: number;
  parked: number;
  done: number;
  no_show: number;
  cancelled: number;
}

export interface DayView {
  day?: string;
  open: boolean;
  counts: Counts;
  services: Record<string, Counts>;
}

/// queue.site: what stands in the hospital's file.
export interface Site {
  name: Texts;
  languages: string[];
  areas: {area: string; name: Texts}[];
  scales: {scale: string; ordinary: string; classes: PriorityClass[]}[];
  services: SiteService[];
  desks: {desk: string; name: Texts; area: string; services: string[]}[];
  pathways: {pathway: string; name: Texts; stages: string[][]}[];
  kiosks: {kiosk: string; name: Texts; area: string}[];
  outcomes?: {outcome: string; name: Texts}[] | null;
}

export interface PriorityClass {
  priority: string;
  name: Texts;
  target_minutes?: number;
  rate: number;
}

export interface SiteService {
  service: string;
  letter: string;
  name: Texts;
  area: string;
  scale: string;
  appointments: boolean;
}

export interface IssuedToken {
  token: string;
  number: string;
  call_code: string;
  service_name: Texts;
  area_name: Texts;
  ahead: number;
  wait?: WaitRange;
  issued_at: string;
  secret?: string;
}

export interface TicketStatus {
  number: string;
  call_code: string;
  state: State;
  service_name: Texts;
  area_name: Texts;
  ahead?: number;
  wait?: WaitRange;
  came_first: {cause: Cause; at_once: boolean; count: number}[];
  desks_open: number;
  desks_paused: number;
  desk_name: Texts;
  returns_in_minutes?: number;
  language?: string;
}

export interface MenuService {
  service: string;
  name: Texts;
  area: string;
  open: boolean;
  waiting: number;
  wait?: WaitRange;
}

export interface Menu {
  services: MenuService[];
}

export interface CheckedIn {
  outcome: string;
  token?: IssuedToken;
  at?: {time: string};
  from?: {time: string};
}

export interface HelpCall {
  help: string;
  area: string;
  reason: "urgent" | "staff";
  kiosk: string;
  place: Texts;
  code?: string;
  needs: Need[];
  at: string;
}

export interface KioskView {
  kiosk: string;
  mark: string;
  standing: "unknown" | "admitted" | "fenced";
  twin: boolean;
  reported_at: string;
  unsynced: number;
  missing: number;
  printer?: {state: string; tickets_left?: number};
  faults: string[];
}

export interface Kiosks {
  kiosks: KioskView[];
  quarantined: {kiosk: string; number: string; service: string; at: string; why: string}[];
}

export interface ScreenView {
  device: string;
  state: "seen" | "silent" | "frozen" | "dark" | "mute";
  report: {area: string; desk?: string; layout: string; theme: string; width: number; height: number};
  heard_seconds?: number;
  orders: {locked: boolean; message: Texts; reload: number; picture: number};
}

export interface Overtaking {
  at: string;
  service: string;
  desk?: string;
  number: string;
  priority: string;
  passed: Passed;
  by: string;
  reason?: string;
  undone: boolean;
}

export interface ServiceCoverage {
  service: string;
  promised: number;
  inside: number;
  sooner: number;
  later: number;
}
