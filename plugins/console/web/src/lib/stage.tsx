// What every part of the page may ask for: words, names, who I am, the site; and a place to say something aloud.

import {createContext} from "preact";
import {useContext} from "preact/hooks";
import type {DeskView, PriorityClass, Site, Texts} from "../wire.ts";
import type {Fill, Language} from "./words.ts";

declare const LANGUAGES: Language[];
export const languages = LANGUAGES;

export type Look = "system" | "light" | "dark";

export interface Me {
  name: string;
  /// To sign in with again, where that must be shown.
  login: string;
  role: string;
  /// Whether there are accounts at all; without them everybody is "the one at the machine".
  accounts: boolean;
  /// A glass that is broken: access to one person in an emergency, for half an hour.
  glass: Glass | null;
}

export interface Glass {
  subject: string;
  until: string;
}

export interface Stage {
  language: string;
  setLanguage(language: string): void;
  look: Look;
  setLook(look: Look): void;
  t(key: string, fill?: Fill): string;
  n(texts: Texts | undefined, otherwise?: string): string;
  /// Numbers in the language's own digits.
  num(value: number, options?: Intl.NumberFormatOptions): string;
}

export const StageContext = createContext<Stage | null>(null);
export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (!stage) throw new Error("no stage");
  return stage;
}

/// Of staff alone: who I am, the hospital's file, and saying what came of something.
export interface Crew {
  me: Me;
  site: Site;
  /// Said by a screen reader, and shown for a moment.
  say(sentence: string): void;
  /// Something went wrong: stays until it is read away.
  warn(sentence: string): void;
  leave(): void;
  /// Who I am, and what I may do, has changed.
  refresh(): void;
}

export const CrewContext = createContext<Crew | null>(null);
export function useCrew(): Crew {
  const crew = useContext(CrewContext);
  if (!crew) throw new Error("no crew");
  return crew;
}

// ---- looking things up in the hospital's file

export const serviceOf = (site: Site, id: string) => site.services.find((service) => service.service === id);
export const areaOf = (site: Site, id: string) => site.areas.find((area) => area.area === id);
export const deskOf = (site: Site, id: string | undefined) => site.desks.find((desk) => desk.desk === id);

/// The classes of a service, the most urgent first.
export function classesOf(site: Site, service: string): PriorityClass[] {
  const scale = serviceOf(site, service)?.scale;
  return site.scales.find((one) => one.scale === scale)?.classes ?? [];
}

export function classOf(site: Site, service: string, priority: string): PriorityClass | undefined {
  return classesOf(site, service).find((one) => one.priority === priority);
}

/// 0 for the most urgent; how far down its scale a class stands, from 0 to 1.
export function urgency(site: Site, service: string, priority: string): number {
  const classes = classesOf(site, service);
  const at = classes.findIndex((one) => one.priority === priority);
  return at < 0 || classes.length < 2 ? 1 : at / (classes.length - 1);
}

export const waitingFor = (desk: DeskView, service: string) => desk.services.includes(service);
