// The one line on which the house tells what happened. It catches up where it left off after sleep, restart or a broken line.

import {EventReader} from "./event_stream.ts";
import {house, isDenied} from "./house.ts";

export interface Told {
  name: string;
  body: unknown;
}
export type Standing = "connecting" | "live" | "lost";

/// Longer silence than this cannot be: the house sends a comment every 15 s.
const silence = 25_000;
const waits = [200, 400, 800, 1_500, 3_000, 5_000];

export class Live {
  standing: Standing = "connecting";
  /// When the house was last heard, by performance.now().
  heard = 0;
  private last = "";
  private epoch = "";
  private failures = 0;
  private line: AbortController | null = null;
  private sleeper: (() => void) | null = null;
  private running = false;
  private readonly hearers = new Set<(told: Told) => void>();
  private readonly watchers = new Set<() => void>();
  private readonly anew = new Set<() => void>();

  /// What happens; `again` is called when something may have been missed: ask everything anew.
  on(hearer: (told: Told) => void, again: () => void): () => void {
    this.hearers.add(hearer);
    this.anew.add(again);
    return () => {
      this.hearers.delete(hearer);
      this.anew.delete(again);
    };
  }

  /// Called when `standing` changes.
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  start(): () => void {
    if (this.running) return () => {};
    this.running = true;
    const wake = () => this.hurry();
    const seen = () => document.visibilityState === "visible" && this.hurry();
    addEventListener("online", wake);
    document.addEventListener("visibilitychange", seen);
    const watchdog = setInterval(() => this.hurry(), 5_000);
    void this.run();
    return () => {
      this.running = false;
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", seen);
      clearInterval(watchdog);
      this.line?.abort();
      this.sleeper?.();
    };
  }

  /// The machine has slept, or the line has gone dead without a word: a new one. A wait between two tries ends.
  private hurry() {
    if (this.standing === "live" && performance.now() - this.heard > silence) this.line?.abort();
    this.sleeper?.();
  }

  private stand(standing: Standing) {
    if (this.standing === standing) return;
    this.standing = standing;
    for (const watcher of this.watchers) watcher();
  }

  private async run() {
    while (this.running) {
      await this.listen().catch(() => {});
      if (!this.running) return;
      this.stand("lost");
      const wait = waits[Math.min(this.failures++, waits.length - 1)] ?? 5_000;
      await new Promise<void>((done) => {
        const timer = setTimeout(done, wait * (0.75 + Math.random() / 2));
        this.sleeper = () => {
          clearTimeout(timer);
          done();
        };
      });
      this.sleeper = null;
    }
  }

  private async listen() {
    this.line = new AbortController();
    const headers: Record<string, string> = this.last ? {"Last-Event-ID": this.last} : {};
    const response = await fetch("/api/v1/events", {headers, signal: this.line.signal, credentials: "same-origin", cache: "no-store"});
    if (isDenied(response.status)) house.denied();
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const events = new EventReader();
    for (;;) {
      const {value, done} = await reader.read();
      if (done) return;
      this.heard = performance.now();
      for (const event of events.read(value)) {
        if (event.id) this.last = event.id;
        const data = JSON.parse(event.data) as {epoch?: string; body?: unknown};
        if (event.name === "hello") this.greet(data.epoch ?? "");
        else for (const hearer of this.hearers) hearer({name: event.name, body: data.body});
      }
    }
  }

  private greet(epoch: string) {
    const again = this.epoch !== "";
    this.epoch = epoch;
    this.failures = 0;
    this.stand("live");
    if (again) for (const all of this.anew) all();
  }
}

export const live = new Live();
