"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { longest } from "@/lib/portal/longest";
import type { CouponView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { describeProblem } from "../task/describe-problem";
import { useCouponWords } from "./use-coupon-words";

type Props = {
  /** The code that is in effect; null: none. */
  readonly code: string | null;
  /** What it does, as the preview says; null while that is not known. */
  readonly coupon: CouponView | null;
  readonly busy: boolean;
  /** Why the last code is not in effect. */
  readonly error: Error | null;
  readonly onApply: (code: string) => void;
  readonly onRemove: () => void;
  /** True where the code is all there is to the page. */
  readonly open?: boolean;
};

/** Type a code and apply it; then its effect, and the way to take it off again. */
export function PromotionCodeField({ open = false, ...props }: Props) {
  const t = useTranslations("promotion");
  const [isOpen, setOpen] = useState(open);
  const wasOpened = isOpen && !open;
  if (props.code !== null) return <Applied {...props} code={props.code} />;
  if (isOpen) return <Entry {...props} focus={wasOpened} />;
  return (
    <Button tone="quiet" className="-ml-4" onClick={() => setOpen(true)}>
      {t("open")}
    </Button>
  );
}

type EntryProps = Omit<Props, "open"> & { readonly focus: boolean };

function Entry({ busy, error, onApply, focus }: EntryProps) {
  const { frame } = usePortal();
  const t = useTranslations();
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (focus) input.current?.focus();
  }, [focus]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const code = input.current?.value.trim() ?? "";
    setMissing(code === "");
    if (code === "") input.current?.focus();
    else if (!busy) onApply(code);
  }
  const problem = error && t(describeProblem(error).text, { merchant: frame.name });
  return (
    <form onSubmit={submit} noValidate className="max-w-md">
      <Field
        id={id}
        label={t("promotion.label")}
        error={isMissing ? t("promotion.missing") : (problem ?? undefined)}
      >
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              ref={input}
              maxLength={longest.promotionCode}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="min-w-0 flex-1"
            />
            <Button type="submit" busy={busy}>
              {t("promotion.apply")}
            </Button>
          </div>
        )}
      </Field>
      <p aria-live="polite" className="sr-only">
        {problem}
      </p>
    </form>
  );
}

function Applied({ code, coupon, busy, error, onRemove }: Props & { readonly code: string }) {
  const { frame } = usePortal();
  const t = useTranslations();
  const { say } = useCouponWords();
  const effect = useRef<HTMLParagraphElement>(null);
  // It takes the place of the field that had the focus.
  useEffect(() => effect.current?.focus(), []);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p ref={effect} tabIndex={-1} role="status" className="-mx-2 min-w-0 rounded-lg px-2 py-1">
        <strong className="font-semibold">{code}</strong>{" "}
        {coupon && <span className="text-soft">{say(coupon)}</span>}
        {error && (
          <span className="block text-bad text-sm">
            {t(describeProblem(error).text, { merchant: frame.name })}
          </span>
        )}
      </p>
      <Button tone="quiet" busy={busy} onClick={onRemove}>
        {t.rich("promotion.remove", {
          code,
          hidden: (text) => <span className="sr-only">{text}</span>,
        })}
      </Button>
    </div>
  );
}
