"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo } from "react";
import { CancelSubscription } from "@/components/portal/cancel-subscription";
import { ChangePlan } from "@/components/portal/change-plan";
import { ConfirmPlan } from "@/components/portal/confirm-plan";
import { EditBilling } from "@/components/portal/edit-billing";
import { Home } from "@/components/portal/home";
import { InvoiceList } from "@/components/portal/invoice-list";
import { homePath } from "@/components/portal/paths";
import { PortalShell } from "@/components/portal/portal-shell";
import { buildPortalView } from "@/lib/portal/build-portal-view";
import { buildExample } from "@/lib/portal/example-snapshots";
import { wholeScope } from "@/lib/portal/session-scope";
import type { PortalView } from "@/lib/portal/view";
import { previewBase } from "./preview-base";
import { type PreviewScene, usePreviewScene } from "./preview-context";
import { PreviewWaiting } from "./preview-waiting";
import { refuseInPreview } from "./refuse-in-preview";

type Props = {
  /** What follows `/dashboard/preview/` in the address: the same as below `/p/{merchant}/`. */
  readonly path: readonly string[];
};

/** One page of the portal as an example customer sees it under the settings as they stand, saved or not. */
export function PreviewPage({ path }: Props) {
  const scene = usePreviewScene();
  return scene === null ? <PreviewWaiting /> : <Shown scene={scene} path={path} />;
}

function Shown({ scene, path }: Props & { readonly scene: PreviewScene }) {
  const { message, revision } = scene;
  const view = useMemo(() => buildView(scene), [scene]);
  const frame = useMemo(() => ({ ...message.frame, base: previewBase }), [message]);
  return (
    <PortalShell view={view} frame={frame} locale="en" send={refuseInPreview} live={false}>
      {pickPage(path, view, revision) ?? <Homewards />}
    </PortalShell>
  );
}

function buildView({ message, now }: PreviewScene): PortalView {
  const { configuration, catalogue, example, frame } = message;
  const { livemode } = frame;
  const snapshot = buildExample(example, { configuration, catalogue, livemode, now });
  const session = { id: "bps_preview", returnUrl: null, scope: wholeScope };
  return buildPortalView({ session, configuration, snapshot, now });
}

/** The page at a path, or null where this customer has none. Tasks that began on older settings begin anew. */
function pickPage(path: readonly string[], view: PortalView, revision: number): ReactNode {
  const [area, subscription, task, price] = path;
  if (area === undefined) return <Home />;
  if (area === "billing") return view.billing && <EditBilling key={revision} />;
  if (area === "invoices") return view.invoices && <InvoiceList after={null} />;
  if (subscription === undefined || !view.subscriptions.some(({ id }) => id === subscription)) {
    return null;
  }
  if (task === "cancel") return <CancelSubscription subscription={subscription} key={revision} />;
  if (task !== "change") return null;
  if (price === undefined) return <ChangePlan subscription={subscription} />;
  return <ConfirmPlan subscription={subscription} price={price} key={`${revision} ${price}`} />;
}

/** Another example customer may not have what the page was about. */
function Homewards() {
  const router = useRouter();
  useEffect(() => router.replace(homePath(previewBase)), [router]);
  return <Home />;
}
