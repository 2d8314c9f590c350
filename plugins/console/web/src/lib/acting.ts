// Sending a command from a page: busy while it is under way, a sentence if the house says no.

import {useCallback, useState} from "preact/hooks";
import {tell} from "./house.ts";
import {refusal} from "./refusal.ts";
import {useCrew, useStage} from "./stage.tsx";

export interface Acting {
  busy: boolean;
  /// The answer, or null if it was refused (which has been said then).
  act<T = unknown>(command: string, body?: object): Promise<T | null>;
}

export function useActing(): Acting {
  const {t} = useStage();
  const {warn} = useCrew();
  const [busy, setBusy] = useState(false);
  const act = useCallback(async <T,>(command: string, body: object = {}): Promise<T | null> => {
    setBusy(true);
    try {
      return await tell<T>(command, body);
    } catch (error) {
      warn(refusal(t, error));
      return null;
    } finally {
      setBusy(false);
    }
  }, [t, warn]);
  return {busy, act};
}
