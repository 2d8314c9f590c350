// Somebody whose role needs a second factor and has none yet: the key, once, and the first code.

import {useState} from "preact/hooks";
import {useStage} from "../lib/stage.tsx";
import {LanguageChooser, LookChooser} from "../parts/choosers.tsx";
import {beginFactor, confirmFactor, FactorFields, useTrying, type FactorKey} from "./factor_setup.tsx";

export function SecondFactor({leave}: {leave: () => void}) {
  const {t} = useStage();
  const [factor, setFactor] = useState<FactorKey | null>(null);
  const [done, setDone] = useState(false);
  const [wrong, attempt] = useTrying();
  return (
    <main class="door">
      <form class="card" onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        void attempt(() => confirmFactor(fields)).then(setDone);
      }}>
        <h1>{t("factor_title")}</h1>
        <p>{t(done ? "factor_done" : "factor_text")}</p>
        {!done && (factor ? <><FactorFields factor={factor} /><button class="primary main-deed">{t("factor_confirm")}</button></>
          : <button type="button" class="primary main-deed" onClick={() => void attempt(async () => setFactor(await beginFactor()))}>{t("factor_begin")}</button>)}
        <div role="alert">{wrong && <p class="wrong">{wrong}</p>}</div>
        <button type="button" class={done ? "primary" : "plain"} onClick={leave}>{t(done ? "sign_in" : "sign_out")}</button>
      </form>
      <div class="row center"><LanguageChooser /><LookChooser /></div>
    </main>
  );
}
