// A ward's picture, asked for each second while somebody can see the page.

import {useCallback, useEffect, useRef, useState} from "preact/hooks";
import {useAsking} from "./asking.ts";
import {ask, Refused} from "./house.ts";
import {between, lostAfter, moment, type Moment, type Picture, type WardEntry} from "./ward_rules.ts";

const pace = 1_000, patience = 4_000;

export interface WardNow {
  picture: Picture | null;
  refused: Refused | null;
  since: number;          ///< milliseconds since the picture was asked for: so much older its values are now, at most
  lost: number | null;    ///< nothing came for so long although it was asked for
  again(): void;
}

function within<T>(asked: Promise<T>): Promise<T> {
  return Promise.race([asked, new Promise<T>((_, fail) => setTimeout(() => fail(new Error("no answer")), patience))]);
}

/// `ward` null: there is none to ask for.
export function useWardNow(ward: string | null): WardNow {
  const [heard, setHeard] = useState<{ward: string; picture: Picture; at: Moment} | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [now, setNow] = useState(moment);
  const looking = useRef(moment());  // since when somebody looks
  const turn = useRef(0);

  const look = useCallback(async () => {
    if (!ward || document.visibilityState !== "visible") return;
    const mine = ++turn.current, at = moment();
    try {
      const picture = await within(ask<Picture>("vitals.ward", {ward}));
      if (mine !== turn.current) return;  // a later one has been asked for
      setHeard({ward, picture, at});
      setRefused(null);
    } catch (error) {
      // A house that says no is no lost line; what it showed before is taken away.
      if (mine === turn.current && error instanceof Refused && error.status !== 0 && error.status < 500) setRefused(error);
    }
  }, [ward]);

  useEffect(() => {
    looking.current = moment();
    setRefused(null);
    let busy = false, asked = -Infinity;
    const beat = async () => {
      setNow(moment());
      if (busy || performance.now() - asked < pace - 100) return;
      busy = true;
      asked = performance.now();
      await look();
      busy = false;
      setNow(moment());
    };
    const seen = () => {
      if (document.visibilityState !== "visible") return;
      looking.current = moment();
      asked = -Infinity;
      void beat();
    };
    void beat();
    const timer = setInterval(() => void beat(), 500);
    document.addEventListener("visibilitychange", seen);
    return () => {
      ++turn.current;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [look]);

  const mine = heard && heard.ward === ward && !refused ? heard : null;
  const since = mine ? between(mine.at, now) : 0;
  const silent = Math.min(mine ? since : Infinity, between(looking.current, now));
  return {picture: mine?.picture ?? null, refused, since, lost: silent >= lostAfter && !refused ? silent : null, again: () => void look()};
}

/// The wards of the house with their beds; null where no plugin keeps vitals, or while it is not known.
export function useWards(asked = true): WardEntry[] | null {
  const {value} = useAsking<{wards: WardEntry[]}>(asked ? "vitals.wards" : null, {},
    ({name}) => /^vitals\.(patient|ward)_/.test(name), 60);
  return value?.wards ?? null;
}

/// Who lies in a bed at this very moment: asked anew before anything is done about somebody, so that it is not done to another.
export async function patientIn(bed: string): Promise<string | null> {
  const {wards} = await ask<{wards: WardEntry[]}>("vitals.wards");
  return wards.flatMap(({beds}) => beds).find((one) => one.bed === bed)?.patient ?? null;
}
