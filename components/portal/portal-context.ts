"use client";

import { createContext, use } from "react";
import type { MerchantFrame } from "@/lib/portal/frame";
import type { PortalView, SubscriptionView } from "@/lib/portal/view";
import type { Caller, Send } from "./call-portal";

type Portal = {
  /** The newest that is known. */
  readonly view: PortalView;
  /** As this page was opened: it may hold an object that the newest list leaves out. */
  readonly opened: PortalView;
  readonly frame: MerchantFrame;
  /** How this surface reaches the portal's API. */
  readonly send: Send;
};

export const PortalContext = createContext<Portal | null>(null);

/** The customer's view and the merchant's frame, anywhere inside `PortalPage`. */
export function usePortal(): Portal {
  const portal = use(PortalContext);
  if (portal === null) throw new Error("usePortal is used outside PortalPage");
  return portal;
}

/** What every call to the portal's API needs. */
export function useCaller(): Caller {
  const { view, send } = usePortal();
  return { session: view.session.id, send };
}

/** The subscription a task page is about, or null when this customer has none by that id. */
export function useSubscription(id: string): SubscriptionView | null {
  const { view, opened } = usePortal();
  const isIt = (subscription: SubscriptionView) => subscription.id === id;
  return view.subscriptions.find(isIt) ?? opened.subscriptions.find(isIt) ?? null;
}
