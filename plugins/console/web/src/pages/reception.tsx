// The clerk's page: give a number, find one, check in, and go where somebody wants help.

import {useState} from "preact/hooks";
import {CheckIn} from "./check_in.tsx";
import {Find} from "./find.tsx";
import {HelpWanted} from "./help_wanted.tsx";
import {Issue} from "./issue.tsx";
import {useStage} from "../lib/stage.tsx";

export function ReceptionPage() {
  const {t} = useStage();
  const [find, setFind] = useState("");
  return (
    <div class="reception">
      <h1 class="unseen">{t("page_reception")}</h1>
      <HelpWanted />
      <div class="two">
        <Issue found={setFind} />
        <div class="stack">
          <Find text={find} setText={setFind} />
          <CheckIn />
        </div>
      </div>
    </div>
  );
}
