// The plugins and the state each is in.

import {useAsking} from "../lib/asking.ts";
import {useStage} from "../lib/stage.tsx";

interface Plugin {
  name: string;
  version: string;
  state: string;
  reason: string;
  needs: string[];
}

export function Plugins() {
  const {t} = useStage();
  const {value} = useAsking<{plugins: Plugin[]}>("host.plugins", {}, () => false, 30);
  return (
    <section class="card flush" aria-label={t("admin_plugins")}>
      <ul class="tokens">
        {value?.plugins.map((plugin) => (
          <li key={plugin.name} class="token">
            <strong>{plugin.name} <small dir="ltr">{plugin.version}</small></strong>
            <div class="about">
              <p class="row"><span class={`chip ${plugin.state === "enabled" ? "open" : "bad"}`}>{t(`plugin_${plugin.state}`)}</span>
                {plugin.needs.length > 0 && <span class="quiet">{t("plugin_needs", {names: plugin.needs.join(", ")})}</span>}</p>
              {plugin.reason && <p lang="en" dir="ltr">{plugin.reason}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
