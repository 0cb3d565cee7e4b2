import { PorticoError } from "../errors";
import type { Flow } from "../portal/flow";
import type { FlowData } from "./portal-flow";

type Completion = Flow["after_completion"];
type Confirm = NonNullable<FlowData["subscription_update_confirm"]>;

/**
 * The flow that `flow_data` asks for, as Stripe shows one. Throws for what does not belong together: a part that its
 * type needs (`parameter_missing`), a part of another type and more than one item or discount (`parameter_invalid`),
 * two kinds of a discount (`parameters_exclusive`).
 */
export function readFlow(data: FlowData): Flow {
  requireOwnPart(data);
  const { type, subscription_cancel: cancel, subscription_update_confirm: confirm } = data;
  return {
    type,
    after_completion: readCompletion(data.after_completion),
    customer_update: type === "customer_update" ? {} : null,
    subscription_cancel:
      cancel === undefined
        ? null
        : { subscription: cancel.subscription, retention: cancel.retention ?? null },
    subscription_pause: data.subscription_pause ?? null,
    subscription_update: data.subscription_update ?? null,
    subscription_update_confirm: confirm === undefined ? null : readConfirm(confirm),
  };
}

const parts = [
  "subscription_cancel",
  "subscription_pause",
  "subscription_update",
  "subscription_update_confirm",
] as const;

function requireOwnPart(data: FlowData): void {
  for (const part of parts) {
    const param = `flow_data[${part}]`;
    if (part === data.type) requireGiven(data[part], param);
    else if (data[part] !== undefined) {
      throw refuse(param, `You may only specify '${param}' with the flow type '${part}'.`);
    }
  }
}

/** Without one, customers see a page that confirms what was done. Source: reference §5 */
function readCompletion(given: FlowData["after_completion"]): Completion {
  const type = given?.type ?? "hosted_confirmation";
  const param = "flow_data[after_completion]";
  for (const part of ["hosted_confirmation", "redirect"] as const) {
    if (given?.[part] === undefined || part === type) continue;
    const message = `You may only specify '${param}[${part}]' with the type '${part}'.`;
    throw refuse(`${param}[${part}]`, message);
  }
  const redirect = given?.redirect;
  if (type === "redirect") requireGiven(redirect, `${param}[redirect]`);
  const message = given?.hosted_confirmation?.custom_message ?? null;
  return {
    type,
    hosted_confirmation: type === "hosted_confirmation" ? { custom_message: message } : null,
    redirect: redirect ?? null,
  };
}

function readConfirm({ subscription, items, discounts = [] }: Confirm) {
  const param = "flow_data[subscription_update_confirm]";
  if (items.length > 1) throw refuse(`${param}[items]`, "Only one item may be specified.");
  if (discounts.length > 1) {
    throw refuse(`${param}[discounts]`, "Only one discount may be specified.");
  }
  const shown = discounts.map(({ coupon = null, promotion_code: code = null }, index) => {
    if (coupon === null || code === null) return { coupon, promotion_code: code };
    throw new PorticoError("parameters_exclusive", {
      param: `${param}[discounts][${index}]`,
      message: "You may only specify one of these parameters: coupon, promotion_code.",
    });
  });
  return {
    subscription,
    items: items.map(({ id, price = null, quantity }) =>
      quantity === undefined ? { id, price } : { id, price, quantity },
    ),
    discounts: shown.length === 0 ? null : shown,
  };
}

function requireGiven(value: unknown, param: string): void {
  if (value !== undefined) return;
  const message = `Missing required param: ${param}.`;
  throw new PorticoError("parameter_missing", { param, message });
}

function refuse(param: string, message: string): PorticoError {
  return new PorticoError("parameter_invalid", { param, message });
}
