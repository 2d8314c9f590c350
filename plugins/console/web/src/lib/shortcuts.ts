// Keys of a page. They can be switched off (a voice that types would press them), and never act while somebody writes.

import {useEffect, useRef} from "preact/hooks";
import {remembered} from "./choices.ts";
import {isWriting, keyOf} from "./keys.ts";

export const keysOn = () => remembered("keys") !== "off";

export function useKeys(act: (key: string) => boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (!key || !keysOn() || isWriting(event.target) || document.querySelector("dialog[open]")) return;
      if (latest.current(key)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
