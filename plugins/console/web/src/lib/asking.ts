// A query whose answer stays true: asked anew when something it concerns has happened, after a broken line, and now and then.

import {useCallback, useEffect, useRef, useState} from "preact/hooks";
import {ask, Refused} from "./house.ts";
import {live, type Told} from "./live.ts";

export interface Asking<T> {
  value: T | null;
  refused: Refused | null;
  /// When the answer came, by performance.now().
  at: number;
  again(): void;
  /// Shows something better known: a command's answer, or what is foreseen.
  put(value: T): void;
}

/// At most one asking in so many milliseconds, the last one always: twenty calls a second are four askings.
const pace = 250;

export function useAsking<T>(query: string | null, body: object = {}, concerns: (told: Told) => boolean = () => false, everySeconds = 0): Asking<T> {
  const [state, setState] = useState<{value: T | null; refused: Refused | null; at: number}>({value: null, refused: null, at: 0});
  const key = query ? query + JSON.stringify(body) : "";
  const asked = useRef({key: "", last: -Infinity, timer: 0, turn: 0, concerns});
  asked.current.concerns = concerns;

  const now = useCallback(async () => {
    if (!query) return;
    const turn = ++asked.current.turn;
    asked.current.last = performance.now();
    try {
      const value = await ask<T>(query, body);
      if (turn === asked.current.turn) setState({value, refused: null, at: performance.now()});
    } catch (error) {
      if (turn === asked.current.turn && error instanceof Refused) setState((old) => ({...old, refused: error}));
    }
  }, [key]);

  const again = useCallback(() => {
    const {current} = asked;
    if (current.timer) return;
    const wait = Math.max(0, current.last + pace - performance.now());
    current.timer = window.setTimeout(() => {
      current.timer = 0;
      void now();
    }, wait);
  }, [now]);

  const put = useCallback((value: T) => {
    ++asked.current.turn;  // an answer under way is older than this
    setState({value, refused: null, at: performance.now()});
  }, []);

  useEffect(() => {
    if (asked.current.key !== key) setState((old) => (old.value === null ? old : {value: null, refused: null, at: 0}));
    asked.current.key = key;
    void now();
    const off = live.on((told) => asked.current.concerns(told) && again(), () => void now());
    const timer = everySeconds ? setInterval(() => document.visibilityState === "visible" && void now(), everySeconds * 1000) : 0;
    return () => {
      off();
      clearInterval(timer);
      clearTimeout(asked.current.timer);
      asked.current.timer = 0;
    };
  }, [key, now, again, everySeconds]);

  return {...state, again, put};
}

/// Seconds since something was asked, growing; the page is painted anew each `every` seconds.
export function useTicking(every = 1): number {
  const [at, setAt] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(performance.now()), every * 1000);
    return () => clearInterval(timer);
  }, [every]);
  return Math.max(at, 0);
}
