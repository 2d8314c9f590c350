// Server-sent events, read from text as it comes in pieces.

export interface StreamEvent {
  name: string;
  id: string | null;
  data: string;
}

/// Feed it text; it gives what is whole. A comment (the house's heartbeat) gives nothing, but shows that the line is alive.
export class EventReader {
  private rest = "";
  private name = "";
  private id: string | null = null;
  private data: string[] = [];

  read(text: string): StreamEvent[] {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    const events: StreamEvent[] = [];
    for (const line of lines) {
      const event = this.line(line.endsWith("\r") ? line.slice(0, -1) : line);
      if (event) events.push(event);
    }
    return events;
  }

  private line(line: string): StreamEvent | null {
    if (line === "") return this.whole();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "event") this.name = value;
    else if (field === "data") this.data.push(value);
    else if (field === "id") this.id = value;
    return null;
  }

  private whole(): StreamEvent | null {
    const event = this.data.length ? {name: this.name || "message", id: this.id, data: this.data.join("\n")} : null;
    this.name = "";
    this.id = null;
    this.data = [];
    return event;
  }
}
