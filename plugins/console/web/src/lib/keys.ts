// One key for each action, by where it lies on the keyboard, so that it is the same with every layout.

/// Where "KeyN" is pressed, "n" is meant, whatever letter the layout has there. Null: not a key of ours.
export function keyOf(event: {code: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean; repeat: boolean}): string | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return null;
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (/^(Digit|Numpad)[0-9]$/.test(event.code)) return event.code.slice(-1);
  return null;
}

/// Whether somebody is writing there, so that letters are letters.
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName));
}
