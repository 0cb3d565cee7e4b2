"use client";

import { usePathname } from "next/navigation";
import { type FormEvent, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import type { ActionInput } from "@/lib/portal/actions";
import type { Needed } from "@/lib/portal/preview";
import { readAddress } from "../billing/billing-changes";
import { AddressFields } from "../billing/billing-fields";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";

type Address = NonNullable<ActionInput<"change_plan">["address"]>;

type Props = {
  /** What the preview says is missing; nothing is shown when that is nothing. */
  readonly needs: readonly Needed[];
  readonly busy: boolean;
  /** The name of the input that the server refused. */
  readonly refused: string | null;
  readonly onAddress: (address: Address) => void;
};

/** What must be known before something can be confirmed, asked for in the same step. */
export function NeedsStep({ needs, busy, refused, onAddress }: Props) {
  return (
    <div className="mt-4 flex flex-col gap-4 empty:hidden">
      {needs.includes("address") && (
        <AddressStep busy={busy} refused={refused} onAddress={onAddress} />
      )}
      {needs.includes("payment_method") && <PaymentStep />}
    </div>
  );
}

type AddressProps = Pick<Props, "busy" | "refused"> & {
  readonly onAddress: (address: Address) => void;
};

function AddressStep({ busy, refused, onAddress }: AddressProps) {
  const { billing } = usePortal().view;
  const t = useTranslations("needs");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const input = refused === null ? null : form.current?.elements.namedItem(refused);
    if (input instanceof HTMLElement) input.focus();
  }, [refused]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) onAddress(readAddress(new FormData(event.currentTarget)));
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Card className="px-5 py-5">
        <h2 className="font-semibold">{t("address")}</h2>
        <p className="mt-1 mb-4 text-sm text-soft">{t("addressHint")}</p>
        <div className="flex flex-col gap-4">
          <AddressFields address={billing?.address ?? null} refused={refused} />
        </div>
        <Button type="submit" tone="primary" busy={busy} className="mt-5">
          {busy ? t("addressWorking") : t("addressUse")}
        </Button>
      </Card>
    </form>
  );
}

function PaymentStep() {
  const { view, frame } = usePortal();
  const page = usePathname();
  const t = useTranslations("needs");
  const canAdd = view.addPaymentMethod.allowed;
  return (
    <Card className="px-5 py-5">
      <h2 className="font-semibold">{t("payment")}</h2>
      <p className="mt-1 text-sm text-soft">
        {canAdd ? t("paymentHint") : t("paymentAsk", { merchant: frame.name })}
      </p>
      {canAdd && (
        <ButtonLink tone="primary" href={paymentPath(frame.base, page)} className="mt-4">
          {t("paymentAdd")}
        </ButtonLink>
      )}
    </Card>
  );
}
