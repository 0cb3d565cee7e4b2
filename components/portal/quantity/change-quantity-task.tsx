"use client";

import { useState } from "react";
import type { ActionInput } from "@/lib/portal/actions";
import type { QuantityView, SubscriptionView } from "@/lib/portal/view";
import { usePortal } from "../portal-context";
import { Unsettled } from "../task/unsettled";
import { useAction } from "../task/use-action";
import { useMoved } from "../task/use-moved";
import { useLivePreview } from "../task/use-preview";
import { ChangeQuantityStep } from "./change-quantity-step";
import { QuantityDone } from "./quantity-done";
import { readQuantity } from "./read-quantity";

type Address = NonNullable<ActionInput<"change_quantity">["address"]>;

type Props = {
  readonly subscription: SubscriptionView;
  /** What can be counted differently; not empty. */
  readonly items: readonly QuantityView[];
  /** Called with the subscription as it is now, where a confirm was refused. */
  readonly onMoved: (subscription: SubscriptionView) => void;
};

/** How many, what that costs, confirm, result. One item at a time: each has its own bill. */
export function ChangeQuantityTask({ subscription, items, onMoved }: Props) {
  const [picked, setPicked] = useState(items[0]?.item);
  const item = items.find((one) => one.item === picked) ?? items[0];
  if (item === undefined) return null;
  return (
    <OneItem
      key={item.item}
      subscription={subscription}
      items={items}
      item={item}
      onMoved={onMoved}
      onPick={setPicked}
    />
  );
}

type OneProps = Props & {
  readonly item: QuantityView;
  readonly onPick: (item: string) => void;
};

function OneItem({ subscription, items, item, onMoved, onPick }: OneProps) {
  // What a session was made to confirm is there already, and can't be another number.
  const asked = usePortal().view.flow?.change?.quantity ?? null;
  const [typed, setTyped] = useState(String(asked ?? item.quantity));
  const [address, setAddress] = useState<Address>();
  const { quantity } = readQuantity(typed, item.terms);
  const isOther = quantity !== null && quantity !== item.quantity;
  const own = address === undefined ? {} : { address };
  const input = isOther
    ? { subscription: subscription.id, item: item.item, quantity, ...own }
    : null;
  const preview = useLivePreview("change_quantity", input);
  const { phase, run } = useAction("change_quantity");
  useMoved(subscription, phase, onMoved);

  if (phase.kind === "done") {
    return <QuantityDone answer={phase.answer} preview={preview.data?.preview} item={item} />;
  }
  if (phase.kind === "checking" || phase.kind === "unsettled") {
    return <Unsettled polling={phase.kind === "checking"} />;
  }
  const confirm = () => {
    if (!preview.data || !preview.fresh || input === null) return;
    run({ input, expected: preview.data.expected }, { onError: preview.replace });
  };
  return (
    <ChangeQuantityStep
      subscription={subscription}
      items={items}
      item={item}
      typed={typed}
      isOther={isOther}
      isFixed={asked !== null}
      preview={preview}
      phase={phase}
      onPick={onPick}
      onType={setTyped}
      onAddress={setAddress}
      onConfirm={confirm}
    />
  );
}
