import type Stripe from "stripe";
import type { ActionInput, ActionName } from "../portal/actions";
import type { PortalConfiguration } from "../portal/configuration";
import type { Outcome } from "../portal/outcome";
import type { Expected, Preview } from "../portal/preview";
import type { SessionScope } from "../portal/session-scope";
import type { Snapshot } from "../portal/snapshot";
import type { PortalView } from "../portal/view";
import type { CallResult } from "./calls/make-call";
import type { StripeCall } from "./calls/stripe-call";

/** What an action looks at: one fresh reading, and the view built from it. */
export type Scene = {
  readonly merchantId: string;
  readonly stripe: Stripe;
  readonly configuration: PortalConfiguration;
  readonly snapshot: Snapshot;
  readonly view: PortalView;
  /** What the session sees, of which the view is made. */
  readonly scope: SessionScope;
  /** Unix seconds. */
  readonly now: number;
};

export type Previewed = { readonly preview: Preview; readonly expected: Expected };

/**
 * One verb a customer can do. Everything that is the same for all of them (sessions, leases, intents,
 * outcomes) is in runAction; a verb only says what it names, what it would do, and how Stripe is asked.
 */
export type Action<Name extends ActionName = ActionName> = {
  readonly name: Name;
  /** The id the action names: retrieved, checked for ownership, put into the snapshot. Null: the customer. */
  readonly targetOf: (input: ActionInput<Name>) => string | null;
  /** True where only one of its kind may be at work for the customer, whatever it names: it begins something new. */
  readonly excludesAll?: boolean;
  /** Throws when the view does not allow exactly this. */
  readonly requireAllowed: (scene: Scene, input: ActionInput<Name>) => void;
  /**
   * What it would do. `prorationDate` pins the second Stripe prorates from, so that asking again at the
   * confirm gives the amount that was shown.
   */
  readonly preview: (
    scene: Scene,
    input: ActionInput<Name>,
    prorationDate: number,
  ) => Promise<Previewed>;
  /** The call that does it. A promise where Stripe has to be asked for what it names: a code's id. */
  readonly plan: (
    scene: Scene,
    input: ActionInput<Name>,
    expected: Expected,
  ) => StripeCall | Promise<StripeCall>;
  /** What the customer is told when Stripe has said yes; `result` is null when only its effect was seen. */
  readonly outcome: (
    call: StripeCall,
    result: CallResult | null,
  ) => Extract<Outcome, "applied" | "scheduled" | "requires_action">;
  /** Whether Stripe's present state shows that the call has had its effect. */
  readonly isDone: (snapshot: Snapshot, input: ActionInput<Name>, call: StripeCall) => boolean;
  /** The input as it may be kept with the intent, where it is a credential; left out: as it is. */
  readonly keep?: (input: ActionInput<Name>, nonce: string) => ActionInput<Name>;
};
