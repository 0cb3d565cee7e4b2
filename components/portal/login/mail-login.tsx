"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { AskForm } from "./ask-form";
import type { Asked, Memory } from "./asked";
import { ChooseStep } from "./choose-step";
import type { Choice, Door, Proof } from "./door";
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
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null;
  /** A session was opened: where its portal is. */
  readonly onOpened: (url: string) => void;
};

type State =
  | { readonly kind: "ask"; readonly email: string }
  | { readonly kind: "sent"; readonly asked: Asked }
  | { readonly kind: "choose"; readonly choices: readonly Choice[] };

/** Signing in by mail, from the address to the open portal, on whichever surface: `door` does the talking. */
export function MailLogin(props: Props) {
  const { door, memory, merchant, prefilledEmail, mailbox, onOpened } = props;
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
    if (redeemed.kind === "choices") setState({ kind: "choose", choices: redeemed.choices });
    else onOpened(redeemed.url);
  }

  function change(email: string) {
    memory.keep(null);
    setState({ kind: "ask", email });
  }

  if (state.kind === "sent") {
    const { asked } = state;
    return (
      <SentStep
        {...{ merchant, asked, mailbox }}
        prove={(pin) => redeem({ pin })}
        ask={() => ask(asked.email)}
        onChange={() => change(asked.email)}
      />
    );
  }
  if (state.kind === "choose") {
    const { choices } = state;
    return <ChooseStep {...{ merchant, choices }} choose={(customer) => redeem({ customer })} />;
  }
  return (
    <Step heading={t("heading")} intro={<p>{t("intro")}</p>}>
      <AskForm merchant={merchant} email={state.email} ask={ask} />
    </Step>
  );
}
