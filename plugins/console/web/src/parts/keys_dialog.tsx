// The keys of the desk page, and the switch that turns them off.

import {useState} from "preact/hooks";
import {remember} from "../lib/choices.ts";
import {keys, type Deed} from "../lib/desk_rules.ts";
import {keysOn} from "../lib/shortcuts.ts";
import {useStage} from "../lib/stage.tsx";
import {Dialog} from "./dialog.tsx";

export function KeysDialog({close}: {close: () => void}) {
  const {t} = useStage();
  const [on, setOn] = useState(keysOn);
  return (
    <Dialog title={t("keys")} onClose={close}>
      <label class="check">
        <input type="checkbox" checked={on} onChange={(event) => {
          remember("keys", event.currentTarget.checked ? null : "off");
          setOn(event.currentTarget.checked);
        }} />
        {t("keys_on")}
      </label>
      <dl class="keys">
        {(Object.keys(keys) as Deed[]).map((deed) => <div key={deed}><dt><kbd>{keys[deed].toUpperCase()}</kbd></dt><dd>{t(`do_${deed}`)}</dd></div>)}
        <div><dt><kbd>E</kbd></dt><dd>{t("do_finish_as")}</dd></div>
        <div><dt><kbd>H</kbd></dt><dd>{t("entry_title")}</dd></div>
      </dl>
    </Dialog>
  );
}
