// What stands around every page: the ways to the others, the line's state, language, look, and who I am.

import type {ComponentChildren} from "preact";
import {useEffect, useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useTicking} from "../lib/asking.ts";
import {live} from "../lib/live.ts";
import {useUnread} from "../lib/messages.ts";
import {minutes} from "../lib/spans.ts";
import {deskKey} from "../lib/shared_desk.ts";
import {useCrew, useStage} from "../lib/stage.tsx";
import {useWards} from "../lib/ward_live.ts";
import {Account} from "../pages/account.tsx";
import {pagesFor, type PageName} from "../pages/pages.tsx";
import {LanguageChooser, LookChooser} from "./choosers.tsx";
import {Icon} from "./icons.tsx";
import {KeysDialog} from "./keys_dialog.tsx";

const root = "/console/";

/// The page in the address, and how to go to another without loading anything.
function usePlace(): [string, (name: string) => void] {
  const read = () => location.pathname.slice(root.length).split("/")[0] ?? "";
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const changed = () => setPlace(read());
    addEventListener("popstate", changed);
    return () => removeEventListener("popstate", changed);
  }, []);
  return [place, (name) => {
    history.pushState(null, "", root + name);
    setPlace(name);
  }];
}

function useStanding() {
  const [standing, setStanding] = useState(live.standing);
  useEffect(() => {
    const look = () => setStanding(live.standing);
    look();  // it may have changed since this was painted first
    return live.watch(look);
  }, []);
  return standing;
}

function LineState() {
  const {t} = useStage();
  const standing = useStanding();
  return <span class={`line-state ${standing}`} role="status"><i aria-hidden="true" />{t(`line_${standing}`)}</span>;
}

function Ways({names, here, unread, go}: {names: PageName[]; here: PageName; unread: number; go: (name: PageName) => void}) {
  const {t, num} = useStage();
  return (
    <nav aria-label={t("pages")}>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={root + name} {...(name === here ? {"aria-current": "page" as const} : {})} onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go(name);
            }}><Icon name={name} /><span>{t(`page_${name}`)}</span>
              {name === "messages" && unread > 0 && <><span class="badge" aria-hidden="true">{num(unread)}</span><span class="unseen">{t("unread", {count: unread})}</span></>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Head({children}: {children: ComponentChildren}) {
  const {t, n} = useStage();
  const {me, site, leave} = useCrew();
  const [account, setAccount] = useState(false);
  return (
    <header class="head">
      <p class="house"><strong>{n(site.name)}</strong></p>
      <LineState />
      <div class="head-end">
        {children}
        <LookChooser />
        <LanguageChooser />
        {me.accounts && (
          <>
            <button class="plain me" aria-haspopup="dialog" onClick={() => setAccount(true)}><span>{me.name}</span> <small>{t(`role_${me.role}`)}</small></button>
            <button class="plain" onClick={leave}><Icon name="leave" /><span class="wide-only">{t(deskKey() ? "switch_person" : "sign_out")}</span></button>
            {account && <Account close={() => setAccount(false)} />}
          </>
        )}
      </div>
    </header>
  );
}

/// Whoever works behind broken glass sees it all the time.
function Banner({open}: {open: (() => void) | null}) {
  const {t} = useStage();
  const {me, refresh} = useCrew();
  const {act} = useActing();
  useTicking(10);
  const left = me.glass ? minutes((Date.parse(me.glass.until) - Date.now()) / 1000) : 0;
  const over = me.glass !== null && left === 0;
  useEffect(() => {
    if (over) refresh();  // what was open behind it closes
  }, [over, refresh]);
  if (!me.glass || over) return null;
  return (
    <p class="glass" role="status">{t("glass_banner", {count: left})}
      {open && <button class="small" onClick={open}>{t("glass_open")}</button>}
      <button class="small" onClick={() => void act("identity.end_glass").then(refresh)}>{t("glass_end")}</button></p>
  );
}

export function Shell() {
  const {t} = useStage();
  const {me} = useCrew();
  const [place, go] = usePlace();
  const [keys, setKeys] = useState(false);
  const pages = pagesFor(me.role);
  const unread = useUnread();
  const wards = useWards("ward" in pages);
  const names = (Object.keys(pages) as PageName[]).filter((name) => (name !== "messages" || unread !== null) && (name !== "ward" || Boolean(wards?.length)));
  const here = names.find((name) => name === place) ?? names[0];
  useEffect(() => {
    if (here) document.title = `${unread ? `(${unread}) ` : ""}${t(`page_${here}`)} · Vestibule`;
  }, [here, unread, t]);
  if (!here) return <main class="narrow"><p>{t("no_pages")}</p></main>;
  const Page = pages[here];
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}>{t("skip")}</a>
      <Head>
        <button class="plain" onClick={() => setKeys(true)} aria-label={t("keys")}><Icon name="keyboard" /></button>
      </Head>
      <Ways names={names} here={here} unread={unread ?? 0} go={go} />
      <main id="main" tabIndex={-1}><Banner open={names.includes("records") && here !== "records" ? () => go("records") : null} />{Page && <Page />}</main>
      {keys && <KeysDialog close={() => setKeys(false)} />}
    </div>
  );
}
