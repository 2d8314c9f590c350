// A question in front of everything else. The browser's own <dialog>: it keeps the focus, and Escape leaves it.

import type {ComponentChildren} from "preact";
import {useId, useLayoutEffect, useRef} from "preact/hooks";
import {useStage} from "../lib/stage.tsx";

interface Props {
  title: string;
  /// What the button says that does it; without it there is only "close".
  deed?: string;
  danger?: boolean;
  wide?: boolean;
  onDeed?: (fields: FormData) => void;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({title, deed, danger, wide, onDeed, onClose, children}: Props) {
  const {t} = useStage();
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  // With the very commit that brings it: no key typed meanwhile may reach the page behind.
  useLayoutEffect(() => {
    const before = document.activeElement;
    if (box.current && !box.current.open) box.current.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} class={wide ? "wide" : ""} aria-labelledby={id} onClose={onClose}
            onClick={(event) => event.target === box.current && box.current?.close()}>
      <form method="dialog" onSubmit={(event) => {
        event.preventDefault();
        onDeed?.(new FormData(event.currentTarget));
      }}>
        <h2 id={id}>{title}</h2>
        <div class="dialog-body">{children}</div>
        <div class="row end">
          <button type="button" onClick={() => box.current?.close()}>{deed ? t("cancel") : t("close")}</button>
          {deed && <button type="submit" class={danger ? "danger" : "primary"}>{deed}</button>}
        </div>
      </form>
    </dialog>
  );
}
