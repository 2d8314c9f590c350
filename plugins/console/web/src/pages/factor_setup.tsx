// The key of a second factor, as a QR code and in letters, and the first code that shows it was taken over.

import {useRef, useState} from "preact/hooks";
import {ask, Refused, tell} from "../lib/house.ts";
import {useStage} from "../lib/stage.tsx";
import {QrCode} from "../parts/qr_code.tsx";

export interface FactorKey {
  secret: string;
  address: string;
  code?: string[] | null;
}

export async function beginFactor(): Promise<FactorKey> {
  await tell("identity.enrol_totp");
  return ask("identity.totp_secret");
}

export const confirmFactor = (fields: FormData) => tell("identity.confirm_totp", {code: String(fields.get("code")).replaceAll(" ", "")});

/// Work that a person does at a form, and the sentence if it fails. One at a time: a key that is made twice is none.
export function useTrying(): [string, (work: () => Promise<unknown>) => Promise<boolean>] {
  const {t} = useStage();
  const [wrong, setWrong] = useState("");
  const working = useRef(false);
  return [wrong, async (work) => {
    if (working.current) return false;
    working.current = true;
    setWrong("");
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || error.code === "denied" || error.code === "unauthorized") setWrong(t("sign_in_wrong"));
      else if (error.status === 0) setWrong(t("sign_in_unreachable"));
      else if (error.code === "unavailable") setWrong(t("sign_in_wait"));
      else setWrong(t("refused_invalid", {detail: error.message}));
      return false;
    } finally {
      working.current = false;
    }
  }];
}

export function FactorFields({factor}: {factor: FactorKey}) {
  const {t} = useStage();
  return (
    <>
      {factor.code && factor.code.length > 0 && <QrCode rows={factor.code} says={t("factor_qr")} />}
      <p class="code key" dir="ltr"><a href={factor.address}>{factor.secret.replace(/(.{4})/g, "$1 ").trim()}</a></p>
      <label>{t("sign_in_code")}<input name="code" required inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" dir="ltr" autofocus /></label>
    </>
  );
}
