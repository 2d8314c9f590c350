// What was written to me and by me, who has read it, and writing.

import {useEffect, useRef, useState} from "preact/hooks";
import {useActing} from "../lib/acting.ts";
import {useAsking} from "../lib/asking.ts";
import {characters, longest, ofMessages, type Addressee, type Addressees, type Inbox, type StaffMessage} from "../lib/messages.ts";
import {refusal} from "../lib/refusal.ts";
import {deskOf, useCrew, useStage} from "../lib/stage.tsx";

const page = 50;

function useNames() {
  const {t, n} = useStage();
  const {site} = useCrew();
  return {
    from: ({from, mine}: StaffMessage) => (mine ? t("message_you") : from.full_name || t("message_former")),
    to: ({to, to_name}: {to: Addressee; to_name: string}) => {
      if (to.kind === "role") return t("message_to_role", {role: t(`role_${to.id}`)});
      return to.kind === "desk" ? n(deskOf(site, to.id)?.name, to.id) : to_name || t("message_former");
    },
  };
}

function useTimes() {
  const {language} = useStage();
  const today = new Intl.DateTimeFormat(language, {timeStyle: "short"}), before = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"});
  return (at: string) => (new Date(at).toDateString() === new Date().toDateString() ? today : before).format(new Date(at));
}

/// Author and readers see how many have read it; who, the author alone.
function ReadState({message}: {message: StaffMessage}) {
  const {t} = useStage();
  const time = useTimes();
  if (message.readers === 0) return <span class="quiet">{t("message_nobody_there")}</span>;
  const line = t("message_read_by", {read: message.read, all: message.readers});
  if (!message.who.length) return <span class="quiet">{line}</span>;
  return (
    <details>
      <summary>{line}</summary>
      <ul class="quiet">
        {message.who.map((reader, i) => (
          <li key={i}><bdi>{reader.full_name || t("message_former")}</bdi>: {reader.read_at ? time(reader.read_at) : t("message_not_yet")}</li>
        ))}
      </ul>
    </details>
  );
}

interface OneProps {
  message: StaffMessage;
  answered: StaffMessage | undefined;
  busy: boolean;
  read: () => void;
  answer: () => void;
}

function One({message, answered, busy, read, answer}: OneProps) {
  const {t} = useStage();
  const names = useNames();
  const time = useTimes();
  const name = names.from(message);
  return (
    <li class={`message ${message.unread ? "unread" : ""}`}>
      <article aria-labelledby={`m${message.message}`}>
        <header class="row">
          <h3 id={`m${message.message}`}>
            <bdi>{name}</bdi>{!message.mine && message.from.role && <small class="quiet"> {t(`role_${message.from.role}`)}</small>}
            <span class="quiet arrow" aria-hidden="true"> → </span><span class="unseen"> {t("message_whom")} </span><bdi>{names.to(message)}</bdi>
          </h3>
          {message.unread && <strong class="chip new">{t("message_new")}</strong>}
          <time class="push quiet" dateTime={message.at}>{time(message.at)}</time>
        </header>
        {answered && <p class="quoted" dir="auto">{t("message_answers", {text: answered.text.length > 80 ? `${answered.text.slice(0, 80)}…` : answered.text})}</p>}
        <p class="text" dir="auto">{message.text}</p>
        <footer class="row">
          <ReadState message={message} />
          {!message.mine && (
            <span class="row push">
              {message.unread && <button class="small primary" disabled={busy} onClick={read}>{t("message_got")}<span class="unseen">: {name}</span></button>}
              {message.from.full_name && <button class="small" onClick={answer}>{t("message_answer")}<span class="unseen">: {name}</span></button>}
            </span>
          )}
        </footer>
      </article>
    </li>
  );
}

function Whom({value, put}: {value: string; put: (whom: string) => void}) {
  const {t, n} = useStage();
  const {site} = useCrew();
  const {value: known} = useAsking<Addressees>("messages.addressees", {}, () => false, 120);
  return (
    <label>{t("message_whom")}
      <select name="to" required value={value} onChange={(event) => put(event.currentTarget.value)}>
        <option value="">{t("message_choose")}</option>
        <optgroup label={t("message_roles")}>{known?.roles.map((role) => <option key={role} value={`role:${role}`}>{t("message_to_role", {role: t(`role_${role}`)})}</option>)}</optgroup>
        <optgroup label={t("message_desks")}>{site.desks.map((desk) => <option key={desk.desk} value={`desk:${desk.desk}`}>{n(desk.name, desk.desk)}</option>)}</optgroup>
        <optgroup label={t("message_people")}>{known?.people.map((one) => <option key={one.person} value={`person:${one.person}`}>{one.full_name} ({t(`role_${one.role}`)})</option>)}</optgroup>
      </select>
    </label>
  );
}

function Write({answering, sent, drop}: {answering: StaffMessage | null; sent: () => void; drop: () => void}) {
  const {t} = useStage();
  const {say} = useCrew();
  const {busy, act} = useActing();
  const [whom, setWhom] = useState("");
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!answering) return;
    setWhom(`person:${answering.from.person}`);
    field.current?.focus();
  }, [answering]);
  const left = longest - characters(text);
  const send = async () => {
    const at = whom.indexOf(":");
    const answer = await act<{readers: number}>("messages.send", {to: {kind: whom.slice(0, at), id: whom.slice(at + 1)}, text, ...(answering ? {answers: answering.message} : {})});
    if (!answer) return;
    setText("");
    say(answer.readers ? t("message_sent", {count: answer.readers}) : t("message_nobody_there"));
    field.current?.focus();
    sent();
  };
  return (
    <form class="card write" aria-labelledby="write" onSubmit={(event) => {
      event.preventDefault();
      void send();
    }}>
      <h2 id="write">{t("message_write")}</h2>
      <Whom value={whom} put={(to) => {
        setWhom(to);
        if (answering) drop();
      }} />
      {answering && <p class="quoted" dir="auto">{t("message_answers", {text: answering.text.slice(0, 80)})}</p>}
      <label>{t("message_text")}
        <textarea ref={field} name="text" rows={5} required dir="auto" value={text} aria-describedby="left hint" onInput={(event) => setText(event.currentTarget.value)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
                  }} />
      </label>
      <p id="left" class={left < 0 ? "wrong" : "quiet"}>{t("message_left", {count: left})}</p>
      <p id="hint" class="quiet"><small>{t("message_hint")}</small></p>
      <div class="row end">
        {answering && <button type="button" onClick={drop}>{t("cancel")}</button>}
        <button class="primary" disabled={busy || left < 0}>{t("message_send")}</button>
      </div>
    </form>
  );
}

export function MessagesPage() {
  const {t} = useStage();
  const {busy, act} = useActing();
  const [before, setBefore] = useState<number[]>([]);
  const [answering, setAnswering] = useState<StaffMessage | null>(null);
  const last = before.at(-1);
  const {value, refused, again} = useAsking<Inbox>("messages.inbox", {limit: page, ...(last ? {before: last} : {})}, ofMessages, 60);
  const list = useRef<HTMLElement>(null);
  const read = async (message: StaffMessage) => {
    await act("messages.read", {messages: [message.message]});
    list.current?.focus();  // the button is gone: the next one is a tab away
    again();
  };
  const messages = value?.messages ?? [];
  return (
    <div class="messages">
      <h1 class="unseen">{t("page_messages")}</h1>
      <section ref={list} class="card flush inbox" tabIndex={-1} aria-labelledby="inbox">
        <h2 id="inbox" class="pad">{t("page_messages")}{value && value.unread > 0 && <small class="quiet"> · {t("unread", {count: value.unread})}</small>}</h2>
        {refused && <p class="wrong">{refusal(t, refused)}</p>}
        {value && messages.length === 0 && <p class="quiet pad">{t("messages_none")}</p>}
        <ul>
          {messages.map((message) => (
            <One key={message.message} message={message} answered={messages.find((one) => one.message === message.answers)} busy={busy}
                 read={() => void read(message)} answer={() => setAnswering({...message})} />
          ))}
        </ul>
        {(before.length > 0 || value?.more) && (
          <div class="row center pad">
            {before.length > 0 && <button onClick={() => setBefore(before.slice(0, -1))}>{t("journal_newer")}</button>}
            {value?.more && <button onClick={() => setBefore([...before, messages.at(-1)?.message ?? 0])}>{t("journal_older")}</button>}
          </div>
        )}
      </section>
      <Write answering={answering} drop={() => setAnswering(null)} sent={() => {
        if (answering?.unread) void act("messages.read", {messages: [answering.message]});  // whoever answers has read
        setAnswering(null);
        again();
      }} />
    </div>
  );
}
