"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle, type Tone } from "@/components/ui/button-style";
import { homePath } from "./paths";
import { usePortal } from "./portal-context";

type Props = {
  readonly tone?: Tone;
  /** What the customer does by leaving; left out, the link says where it leads. */
  readonly text?: string;
};

/** The way out of a task: to the billing page, or from a session's only task to where the customer came from. */
export function HomeLink({ tone = "plain", text }: Props) {
  const { view, frame } = usePortal();
  const t = useTranslations();
  if (view.flow === null) {
    return (
      <ButtonLink tone={tone} href={homePath(frame.base)}>
        {text ?? t("result.back")}
      </ButtonLink>
    );
  }
  const { returnUrl } = view.session;
  if (returnUrl === null) return null;
  return (
    <a href={returnUrl} target="_top" className={buttonStyle(tone)}>
      {text ?? t("frame.returnTo", { merchant: frame.name })}
    </a>
  );
}
