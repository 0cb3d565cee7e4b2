"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { strong } from "../strong";
import { AfterProof, type ToChoose } from "./after-proof";
import { CodeForm } from "./code-form";
import type { Door, Proof } from "./door";
import { DoorError } from "./door-error";
import { DoorProblem } from "./door-problem";
import { Step } from "./step";
import { textLink } from "./text-link";

type Props = {
  readonly door: Door;
  /** The merchant's name. */
  readonly merchant: string;
  /** Whose mailbox it is, masked. */
  readonly email: string;
  /** Whether this is the browser that asked for the link. */
  readonly isOwn: boolean;
  /** Where a new link is asked for; null where there is no such page. */
  readonly loginUrl: string | null;
  /** The link's code, read at the click: it is never drawn. */
  readonly readCode: () => string;
  readonly onOpened: (url: string) => void;
  /** The link is spent: the code may leave the address bar. */
  readonly onSpent: () => void;
};

type State =
  | { readonly kind: "own" }
  | { readonly kind: "elsewhere"; readonly email: string }
  | { readonly kind: "choose"; readonly chosen: ToChoose };

/** A mailed link that was opened. Opening changes nothing: the click does, or the digits on another device. */
export function OpenLink(props: Props) {
  const { door, merchant, email, isOwn, readCode, onOpened, onSpent } = props;
  const t = useTranslations("login.elsewhere");
  const [state, setState] = useState<State>(isOwn ? { kind: "own" } : { kind: "elsewhere", email });

  async function redeem(proof: Proof) {
    const redeemed = await door.redeem(proof);
    onSpent();
    if (redeemed.kind === "opened") onOpened(redeemed.url);
    else setState({ kind: "choose", chosen: redeemed });
  }

  async function open() {
    try {
      await redeem({ code: readCode() });
    } catch (error) {
      const isElsewhere = error instanceof DoorError && error.code === "code_required";
      if (!isElsewhere) throw error;
      setState({ kind: "elsewhere", email: error.email ?? email });
    }
  }

  if (state.kind === "own") return <OwnLink {...props} open={open} />;
  if (state.kind === "choose")
    return <AfterProof {...{ merchant, redeem }} chosen={state.chosen} />;
  return (
    <Step
      focus={isOwn}
      heading={t("heading")}
      intro={<p>{t.rich("body", { email: state.email, strong })}</p>}
    >
      <CodeForm merchant={merchant} prove={(pin) => redeem({ pin, code: readCode() })} />
      {props.loginUrl !== null && (
        <a href={props.loginUrl} className={textLink}>
          {t("newLink")}
        </a>
      )}
    </Step>
  );
}

type OwnProps = Pick<Props, "merchant" | "email" | "loginUrl"> & {
  readonly open: () => Promise<void>;
};

function OwnLink({ merchant, email, loginUrl, open }: OwnProps) {
  const t = useTranslations();
  const opening = useMutation({ mutationFn: open });
  const busy = opening.isPending || opening.isSuccess;
  const isOver = opening.error instanceof DoorError && opening.error.code.startsWith("link_");
  return (
    <Step heading={t("login.open.heading")} intro={<p>{t("login.open.body", { merchant })}</p>}>
      <Button tone="primary" busy={busy} className="w-full" onClick={() => opening.mutate()}>
        <span className="min-w-0 break-words">
          {busy ? t("login.open.opening") : t("login.open.continue", { email })}
        </span>
      </Button>
      <DoorProblem error={opening.error} merchant={merchant} />
      {isOver && loginUrl !== null && (
        <a href={loginUrl} className={buttonStyle("plain", "mt-3 w-full")}>
          {t("refused.newLink")}
        </a>
      )}
      <p className="mt-3 text-faint text-sm">{t("login.open.other")}</p>
    </Step>
  );
}
