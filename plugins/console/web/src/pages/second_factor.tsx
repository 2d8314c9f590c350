// Somebody whose role needs a second factor and has none yet: the key, once, and the first code.

import {useState} from "preact/hooks";
import {ask, Refused, tell} from "../lib/house.ts";
import {useStage} from "../lib/stage.tsx";
import {LanguageChooser, LookChooser} from "../parts/choosers.tsx";

export function SecondFactor({leave}: {leave: () => void}) {
  const {t} = useStage();
  const [key, setKey] = useState<{secret: string; address: string} | null>(null);
  const [done, setDone] = useState(false);
  const [wrong, setWrong] = useState("");
  const attempt = (work: () => Promise<void>) => {
    setWrong("");
    work().catch((error) => setWrong(error instanceof Refused && error.status === 0 ? "sign_in_unreachable" : "sign_in_wrong"));
  };
  const begin = () => attempt(async () => {
    await tell("identity.enrol_totp");
    setKey(await ask("identity.totp_secret"));
  });
  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("code")).replaceAll(" ", "");
    attempt(async () => {
      await tell("identity.confirm_totp", {code});
      setDone(true);
    });
  };
  return (
    <main class="door">
      <form class="card" onSubmit={confirm}>
        <h1>{t("factor_title")}</h1>
        <p>{t(done ? "factor_done" : "factor_text")}</p>
        {!done && (key ? (
          <>
            <p class="code key" dir="ltr"><a href={key.address}>{key.secret.replace(/(.{4})/g, "$1 ").trim()}</a></p>
            <label>{t("sign_in_code")}<input name="code" required inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" autofocus /></label>
            <button class="primary main-deed">{t("factor_confirm")}</button>
          </>
        ) : <button type="button" class="primary main-deed" onClick={begin}>{t("factor_begin")}</button>)}
        <div role="alert">{wrong && <p class="wrong">{t(wrong)}</p>}</div>
        <button type="button" class={done ? "primary" : "plain"} onClick={leave}>{t(done ? "sign_in" : "sign_out")}</button>
      </form>
      <div class="row center"><LanguageChooser /><LookChooser /></div>
    </main>
  );
}
