"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { AfterProof, type ToChoose } from "./after-proof";
import { AskForm } from "./ask-form";
import type { Asked, Memory } from "./asked";
import type { Door, Proof } from "./door";
import { nowMs } from "./now-ms";
import { SentStep } from "./sent-step";
import { Step } from "./step";

type Props = {
  readonly door: Door;
  /** Keeps over a reload which mail was asked for. The same object at every drawing. */
  readonly memory: Memory;
  /** The merchant's name. */
  readonly merchant: string;
  readonly prefilledEmail: string;
  /** Whether people who are no customers yet may begin here. */
  readonly sells: boolean;
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null;
  /** A session was opened: where its portal is. */
  readonly onOpened: (url: string) => void;
};

type State =
  | { readonly kind: "ask"; readonly email: string }
  | { readonly kind: "sent"; readonly asked: Asked }
  | { readonly kind: "choose"; readonly chosen: ToChoose };

/** Signing in by mail, from the address to the open portal, on whichever surface: `door` does the talking. */
export function MailLogin(props: Props) {
  const { door, memory, merchant, prefilledEmail, sells, mailbox, onOpened } = props;
  const t = useTranslations("login");
  const [state, setState] = useState<State>({ kind: "ask", email: prefilledEmail });

  useEffect(() => {
    const asked = memory.recall();
    if (asked !== null) setState({ kind: "sent", asked });
  }, [memory]);

  async function ask(email: string) {
    await door.ask(email);
    const asked = { email, atMs: nowMs() };
    memory.keep(asked);
    setState({ kind: "sent", asked });
  }

  async function redeem(proof: Proof) {
    const redeemed = await door.redeem(proof);
    memory.keep(null);
    if (redeemed.kind === "opened") onOpened(redeemed.url);
    else setState({ kind: "choose", chosen: redeemed });
  }

  function change(email: string) {
    memory.keep(null);
    setState({ kind: "ask", email });
  }

  if (state.kind === "sent") {
    const { asked } = state;
    return (
      <SentStep
        {...{ merchant, sells, asked, mailbox }}
        prove={(pin) => redeem({ pin })}
        ask={() => ask(asked.email)}
        onChange={() => change(asked.email)}
      />
    );
  }
  if (state.kind === "choose")
    return <AfterProof {...{ merchant, redeem }} chosen={state.chosen} />;
  return (
    <Step heading={t("heading")} intro={<p>{t("intro")}</p>}>
      <AskForm merchant={merchant} sells={sells} email={state.email} ask={ask} />
    </Step>
  );
}
