// Which pages each role has. What they may do there the house decides, not this table.

import type {ComponentType} from "preact";
import {AdminPage} from "./admin.tsx";
import {DeskPage} from "./desk.tsx";
import {JournalPage} from "./journal.tsx";
import {ManagerPage} from "./manager.tsx";
import {MessagesPage} from "./messages.tsx";
import {RecordsPage} from "./records.tsx";
import {ReceptionPage} from "./reception.tsx";
import {TriagePage} from "./triage.tsx";
import {WardPage} from "./ward.tsx";

const all = {
  desk: DeskPage,
  reception: ReceptionPage,
  triage: TriagePage,
  ward: WardPage,
  manager: ManagerPage,
  records: RecordsPage,
  journal: JournalPage,
  messages: MessagesPage,
  admin: AdminPage,
};
export type PageName = keyof typeof all;

const roles: Record<string, PageName[]> = {
  doctor: ["desk", "triage", "ward", "records", "messages"],
  nurse: ["triage", "ward", "desk", "reception", "records", "messages"],
  clerk: ["reception", "desk", "records", "messages"],
  manager: ["manager", "messages"],
  administrator: ["admin", "manager", "journal", "messages"],
  privacy_officer: ["journal", "records", "messages"],
  operator: ["desk", "reception", "triage", "ward", "manager", "admin"],
};

export function pagesFor(role: string): Partial<Record<PageName, ComponentType>> {
  return Object.fromEntries((roles[role] ?? []).map((name) => [name, all[name]]));
}
