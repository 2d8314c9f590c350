// What is measured by hand, and the command that tells it.

/// The plugin's measures with what can be measured at all; it says itself what is out of range.
export const measures = [
  {name: "rr", unit: "/min", step: "1", least: 0, most: 120}, {name: "spo2", unit: "%", step: "1", least: 0, most: 100}, {name: "sbp", unit: "mmHg", step: "1", least: 0, most: 300},
  {name: "dbp", unit: "mmHg", step: "1", least: 0, most: 300}, {name: "hr", unit: "/min", step: "1", least: 0, most: 350}, {name: "temp", unit: "°C", step: "0.1", least: 20, most: 46},
];
export const consciousness = ["A", "C", "V", "P", "U"];

export function observation(patient: string, of: (name: string) => string): object | null {
  const values = Object.fromEntries(measures.map(({name}) => [name, of(name)]).filter(([, text]) => text).map(([name, text]) => [name, Number(text)]));
  const state = of("consciousness"), oxygen = of("oxygen");
  if (!Object.keys(values).length && !state && !oxygen) return null;
  return {patient, values, ...(state ? {consciousness: state} : {}), ...(oxygen ? {oxygen: oxygen === "yes"} : {})};
}
