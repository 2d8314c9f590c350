// Which pages each role has. What they may do there the house decides, not this table.

import type {ComponentType} from "preact";
import {AdminPage} from "./admin.tsx";
import {DeskPage} from "./desk.tsx";
import {JournalPage} from "./journal.tsx";
import {ManagerPage} from "./manager.tsx";
import {RecordsPage} from "./records.tsx";
import {ReceptionPage} from "./reception.tsx";
import {TriagePage} from "./triage.tsx";

const all = {
  desk: DeskPage,
  reception: ReceptionPage,
  triage: TriagePage,
  manager: ManagerPage,
  records: RecordsPage,
  journal: JournalPage,
  admin: AdminPage,
};
export type PageName = keyof typeof all;

const roles: Record<string, PageName[]> = {
  doctor: ["desk", "triage", "records"],
  nurse: ["triage", "desk", "reception", "records"],
  clerk: ["reception", "desk", "records"],
  manager: ["manager"],
  administrator: ["admin", "manager", "journal"],
  privacy_officer: ["journal", "records"],
  operator: ["desk", "reception", "triage", "manager", "admin"],
};

export function pagesFor(role: string): Partial<Record<PageName, ComponentType>> {
  return Object.fromEntries((roles[role] ?? []).map((name) => [name, all[name]]));
}
