// Every setting: what it is, where that stands, what it would be otherwise; and what was changed in the file, at which start it counted.

import {useAsking} from "../lib/asking.ts";
import {refusal} from "../lib/refusal.ts";
import {useCrew, useStage} from "../lib/stage.tsx";

interface Setting {
  setting: string;
  value: string;
  standard: string;
  line?: number | null;
  help: string;
  file_changed_at?: string | null;
}
interface Change {
  setting: string;
  before: string;
  after: string;
}

/// "\"a text\"" as a text, everything else as it is written in the file.
const plain = (json: string) => (json.startsWith('"') ? (JSON.parse(json) as string) || "—" : json || "—");

function Changes() {
  const {t, language} = useStage();
  const {value} = useAsking<{entries: {sequence: number; at: string; request: {changes?: Change[]}}[]}>("identity.journal", {name: "host.note_settings", limit: 20});
  const time = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  const rows = (value?.entries ?? []).flatMap((entry) => (entry.request.changes ?? []).map((change) => ({...change, at: entry.at, sequence: entry.sequence})));
  return (
    <section class="card stack" aria-labelledby="setting-changes">
      <h2 id="setting-changes">{t("settings_changes")}</h2>
      <p class="quiet">{t("settings_changes_text")}</p>
      {rows.length === 0 ? <p>{t("settings_unchanged")}</p> : (
        <ul class="setting-changes">
          {rows.map((row) => (
            <li key={row.sequence + row.setting}><span class="quiet">{time.format(new Date(row.at))}</span> <code dir="ltr">{row.setting}: {plain(row.before)} → {plain(row.after)}</code></li>
          ))}
        </ul>
      )}
    </section>
  );
}

/// A key, a password or a certificate lies in each of these files, or in the database where a plugin makes its own.
const isKey = (setting: string) => /(key|password|certificate|authority)_file$/.test(setting);

function Keys({settings}: {settings: Setting[]}) {
  const {t, language} = useStage();
  const time = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  return (
    <section class="card flush" aria-labelledby="keys-of-house">
      <div class="pad"><h2 id="keys-of-house">{t("keys_house")}</h2><p class="quiet">{t("keys_house_text")}</p></div>
      <ul class="tokens">
        {settings.filter((one) => isKey(one.setting)).map((one) => (
          <li key={one.setting} class="token setting">
            <strong><code dir="ltr">{one.setting}</code></strong>
            <div class="about">
              <p class="row"><code class="value" dir="ltr">{plain(one.value)}</code>
                {one.file_changed_at ? <span class="chip open">{t("key_changed", {at: time.format(new Date(one.file_changed_at))})}</span> : <span class="chip">{t("key_no_file")}</span>}</p>
              <p class="quiet" lang="en" dir="ltr">{one.help}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Settings() {
  const {t, num} = useStage();
  const {me} = useCrew();
  const {value, refused} = useAsking<{file: string; settings: Setting[]}>("host.settings");
  const sections = [...new Set(value?.settings.map((one) => one.setting.split(".")[0] ?? ""))];
  if (refused) return <p class="wrong">{refusal(t, refused)}</p>;
  return (
    <div class="stack">
      {value && <p class="quiet">{t("settings_text")} <code dir="ltr">{value.file}</code></p>}
      {me.accounts && <Changes />}
      {value && <Keys settings={value.settings} />}
      {sections.map((section) => (
        <section key={section} class="card flush" aria-labelledby={`settings-${section}`}>
          <h2 id={`settings-${section}`} class="pad"><code dir="ltr">[{section}]</code></h2>
          <ul class="tokens">
            {value?.settings.filter((one) => one.setting.startsWith(`${section}.`)).map((one) => (
              <li key={one.setting} class="token setting">
                <strong><code dir="ltr">{one.setting.slice(section.length + 1)}</code></strong>
                <div class="about">
                  <p class="row"><code class="value" dir="ltr">{plain(one.value)}</code>
                    {one.line ? <span class="chip open">{t("setting_line", {line: num(one.line)})}</span> : <span class="chip">{t("setting_standard")}</span>}
                    {one.line && one.value !== one.standard && <span class="quiet">{t("setting_otherwise")} <code dir="ltr">{plain(one.standard)}</code></span>}</p>
                  <p class="quiet" lang="en" dir="ltr">{one.help}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
