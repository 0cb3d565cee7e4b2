"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";
import type { Tone } from "./button-style";

type Props = {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** What the button that goes on says: a verb. */
  readonly confirm: string;
  readonly confirmTone?: Tone;
  readonly cancel: string;
  /** What was confirmed is being done. */
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  /** The other button, Esc, or a press beside the dialog. */
  readonly onCancel: () => void;
};

/** A question that has to be answered first. The safe answer has the focus. */
export function ConfirmDialog(props: Props) {
  const { open, title, children, confirm, confirmTone = "danger", cancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element?.open === false) element.showModal();
    if (!open) element?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing beside the dialog is a shortcut for Esc, which it has
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onCancel();
      }}
      onClick={(event) => event.target === dialog.current && props.onCancel()}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-xl border border-line bg-card p-0 text-ink shadow-card backdrop:bg-[rgb(20_18_15/45%)]"
    >
      <div className="px-5 py-5">
        <h2 id={titleId} className="font-semibold text-lg tracking-tight">
          {title}
        </h2>
        <div className="mt-1.5 text-soft">{children}</div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={props.onCancel} autoFocus={true}>
            {cancel}
          </Button>
          <Button tone={confirmTone} busy={props.busy ?? false} onClick={props.onConfirm}>
            {confirm}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
