// Language and look, each a native list: the browser's own keys and words.

import {languages, useStage, type Look} from "../lib/stage.tsx";

export function LanguageChooser() {
  const {language, setLanguage, t} = useStage();
  return (
    <label class="chooser">
      <span class="unseen">{t("language")}</span>
      <select value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
        {languages.map((one) => <option key={one.language} value={one.language} lang={one.language}>{one.name}</option>)}
      </select>
    </label>
  );
}

export function LookChooser() {
  const {look, setLook, t} = useStage();
  return (
    <label class="chooser">
      <span class="unseen">{t("look")}</span>
      <select value={look} onChange={(event) => setLook(event.currentTarget.value as Look)}>
        <option value="system">{t("look_system")}</option>
        <option value="light">{t("look_light")}</option>
        <option value="dark">{t("look_dark")}</option>
      </select>
    </label>
  );
}
