// The door: name and password, and the second factor's code where it is wanted; at a shared desk, badge and PIN. First of all: the
// one-time code that makes the first account.

import {useEffect, useState} from "preact/hooks";
import {ask, Refused, signIn, signInByBadge, tell} from "../lib/house.ts";
import {deskKey, enrolDesk} from "../lib/shared_desk.ts";
import {useStage} from "../lib/stage.tsx";
import {LanguageChooser, LookChooser} from "../parts/choosers.tsx";

/// `desk`: this browser becomes a shared desk.
type Step = "in" | "first" | "badge" | "desk";
const titles: Record<Step, string> = {in: "sign_in", first: "first_run", badge: "badge_sign_in", desk: "shared_desk"};
const deeds: Record<Step, string> = {in: "sign_in", first: "first_run_do", badge: "sign_in", desk: "shared_desk_do"};

function why(error: unknown): string {
  if (!(error instanceof Refused)) return "sign_in_wrong";
  if (error.status === 0) return "sign_in_unreachable";
  return error.code === "unavailable" ? "sign_in_wait" : "sign_in_wrong";
}

/// The first account's password is hashed a moment after the account is made.
async function signInSoon(name: string, password: string): Promise<void> {
  for (let left = 8; ; --left) {
    await new Promise((done) => setTimeout(done, 1_500));  // a try too early counts as a wrong one
    try {
      await signIn(name, password, "");
      return;
    } catch (error) {
      if (left === 0 || !(error instanceof Refused)) throw error;
    }
  }
}

function NameAndPassword({first}: {first: boolean}) {
  const {t} = useStage();
  return (
    <>
      {first && (
        <>
          <p class="quiet">{t("first_run_text")}</p>
          <label>{t("first_run_code")}<input name="once" required autocomplete="off" autocapitalize="characters" spellcheck={false} dir="ltr" /></label>
          <label>{t("full_name")}<input name="full_name" required maxlength={100} autocomplete="name" dir="auto" /></label>
        </>
      )}
      <label>{t("sign_in_name")}<input name="name" required autocomplete="username" autocapitalize="none" spellcheck={false} dir="auto" /></label>
      <label>{t("sign_in_password")}{first && <> <small class="quiet">{t("password_rule")}</small></>}
        <input name="password" type="password" required autocomplete={first ? "new-password" : "current-password"} dir="ltr" />
      </label>
      {!first && (
        <label>{t("sign_in_code")} <small class="quiet">{t("sign_in_code_text")}</small>
          <input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" />
        </label>
      )}
    </>
  );
}

/// A reader types what stands on the badge and presses Enter: then the PIN is next, not the end of the form.
function BadgeAndPin() {
  const {t} = useStage();
  return (
    <>
      <label>{t("badge")} <small class="quiet">{t("badge_text")}</small>
        <input name="badge" type="password" required autocomplete="off" dir="ltr" autofocus onKeyDown={(event) => {
          const pin = event.currentTarget.form?.elements.namedItem("pin");
          if (event.key !== "Enter" || !(pin instanceof HTMLInputElement) || pin.value) return;
          event.preventDefault();
          pin.focus();
        }} />
      </label>
      <label>{t("pin")}<input name="pin" type="password" required inputmode="numeric" pattern="[0-9]{6,12}" autocomplete="off" dir="ltr" /></label>
    </>
  );
}

function DeskCode() {
  const {t} = useStage();
  return (
    <>
      <p class="quiet">{t("shared_desk_text")}</p>
      <label>{t("device_name")}<input name="device" required maxlength={64} autocomplete="off" autocapitalize="none" spellcheck={false} dir="ltr" /></label>
      <label>{t("device_code")}<input name="once" required autocomplete="off" autocapitalize="characters" spellcheck={false} dir="ltr" /></label>
    </>
  );
}

export function SignIn({entered}: {entered: () => void}) {
  const {t} = useStage();
  const [step, setStep] = useState<Step>(deskKey() ? "badge" : "in");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    ask<{set_up: boolean}>("identity.welcome").then((welcome) => !welcome.set_up && setStep("first")).catch(() => {});
  }, []);
  const go = (to: Step) => {
    setWrong("");
    setStep(to);
  };

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const of = (name: string) => String(fields.get(name) ?? "");
    const name = of("name").trim();
    setBusy(true);
    setWrong("");
    try {
      if (step === "desk") {
        await enrolDesk(of("device").trim(), of("once").trim());
        setStep("badge");
        return;
      }
      if (step === "first") {
        await tell("identity.set_up", {code: of("once").trim(), name, full_name: of("full_name").trim(), password: of("password")});
        await signInSoon(name, of("password"));
      } else if (step === "badge") await signInByBadge(of("badge").trim(), of("pin"), deskKey() ?? "");
      else await signIn(name, of("password"), of("code").replaceAll(" ", ""));
      entered();
    } catch (error) {
      setWrong(step === "badge" && why(error) === "sign_in_wrong" ? "badge_wrong" : why(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main class="door">
      <form class="card" key={step} onSubmit={(event) => void send(event)}>
        <h1>{t(titles[step])}</h1>
        {step === "badge" ? <BadgeAndPin /> : step === "desk" ? <DeskCode /> : <NameAndPassword first={step === "first"} />}
        <div role="alert">{wrong && <p class="wrong">{t(wrong)}</p>}</div>
        <button class="primary main-deed" aria-busy={busy} disabled={busy}>{t(deeds[step])}</button>
        <div class="row center">
          {step === "in" ? (
            <>
              <button type="button" class="plain" onClick={() => go("first")}>{t("first_run_ask")}</button>
              <button type="button" class="plain" onClick={() => go(deskKey() ? "badge" : "desk")}>{t(deskKey() ? "badge_sign_in" : "shared_desk")}</button>
            </>
          ) : <button type="button" class="plain" onClick={() => go("in")}>{t(step === "badge" ? "password_sign_in" : "back")}</button>}
        </div>
      </form>
      <div class="row center"><LanguageChooser /><LookChooser /></div>
    </main>
  );
}
