// The door: name and password, and the second factor's code where it is wanted. First of all: the one-time code that makes
// the first account.

import {useEffect, useState} from "preact/hooks";
import {ask, Refused, signIn, tell} from "../lib/house.ts";
import {useStage} from "../lib/stage.tsx";
import {LanguageChooser, LookChooser} from "../parts/choosers.tsx";

type Step = "in" | "first";

function why(error: unknown): string {
  if (!(error instanceof Refused)) return "sign_in_wrong";
  if (error.status === 0 || error.code === "unavailable") return "sign_in_unreachable";
  return error.status === 429 ? "sign_in_wait" : "sign_in_wrong";
}

/// The first account's password is hashed a moment after the account is made.
async function signInSoon(name: string, password: string): Promise<void> {
  for (let left = 10; ; --left) {
    try {
      await signIn(name, password, "");
      return;
    } catch (error) {
      if (left === 0 || !(error instanceof Refused) || error.status === 429) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

export function SignIn({entered}: {entered: () => void}) {
  const {t} = useStage();
  const [step, setStep] = useState<Step>("in");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    ask<{set_up: boolean}>("identity.welcome").then((welcome) => !welcome.set_up && setStep("first")).catch(() => {});
  }, []);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const of = (name: string) => String(fields.get(name) ?? "");
    setBusy(true);
    setWrong("");
    try {
      const name = of("name").trim();
      if (step === "first") {
        await tell("identity.set_up", {code: of("once").trim(), name, full_name: of("full_name").trim(), password: of("password")});
        await signInSoon(name, of("password"));
      } else {
        await signIn(name, of("password"), of("code").replaceAll(" ", ""));
      }
      entered();
    } catch (error) {
      setWrong(why(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main class="door">
      <form class="card" onSubmit={(event) => void send(event)}>
        <h1>{t(step === "in" ? "sign_in" : "first_run")}</h1>
        {step === "first" && (
          <>
            <p class="quiet">{t("first_run_text")}</p>
            <label>{t("first_run_code")}<input name="once" required autocomplete="off" autocapitalize="characters" spellcheck={false} dir="ltr" /></label>
            <label>{t("full_name")}<input name="full_name" required maxlength={100} autocomplete="name" dir="auto" /></label>
          </>
        )}
        <label>{t("sign_in_name")}<input name="name" required autocomplete="username" autocapitalize="none" spellcheck={false} dir="auto" /></label>
        <label>{t("sign_in_password")}{step === "first" && <> <small class="quiet">{t("password_rule")}</small></>}
          <input name="password" type="password" required autocomplete={step === "in" ? "current-password" : "new-password"} dir="ltr" />
        </label>
        {step === "in" && (
          <label>{t("sign_in_code")} <small class="quiet">{t("sign_in_code_text")}</small>
            <input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" />
          </label>
        )}
        <div role="alert">{wrong && <p class="wrong">{t(wrong)}</p>}</div>
        <button class="primary main-deed" aria-busy={busy} disabled={busy}>{t(step === "in" ? "sign_in" : "first_run_do")}</button>
        <button type="button" class="plain" onClick={() => setStep(step === "in" ? "first" : "in")}>{t(step === "in" ? "first_run_ask" : "back")}</button>
      </form>
      <div class="row center"><LanguageChooser /><LookChooser /></div>
    </main>
  );
}
