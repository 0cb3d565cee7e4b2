"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo } from "react";
import { AllWords } from "@/components/portal/all-words";
import { BeginSubscription } from "@/components/portal/begin/begin-subscription";
import { Resubscribe } from "@/components/portal/begin/resubscribe";
import { ResubscribePlans } from "@/components/portal/begin/resubscribe-plans";
import { Subscribe } from "@/components/portal/begin/subscribe";
import { EditBilling } from "@/components/portal/billing/edit-billing";
import { CancelSubscription } from "@/components/portal/cancel/cancel-subscription";
import { RedeemCode } from "@/components/portal/coupon/redeem-code";
import { Home } from "@/components/portal/home/home";
import { SubscriptionList } from "@/components/portal/home/subscription-list";
import { InvoiceList } from "@/components/portal/invoices/invoice-list";
import { MembersEyes } from "@/components/portal/members-eyes";
import { homePath } from "@/components/portal/paths";
import { PauseSubscription } from "@/components/portal/pause/pause-subscription";
import { ResumeSubscription } from "@/components/portal/pause/resume-subscription";
import { PayInvoice } from "@/components/portal/pay/pay-invoice";
import { EditPayment } from "@/components/portal/payment/edit-payment";
import { ChangePlan } from "@/components/portal/plan/change-plan";
import { ConfirmPlan } from "@/components/portal/plan/confirm-plan";
import { PortalShell } from "@/components/portal/portal-shell";
import { ChangeQuantity } from "@/components/portal/quantity/change-quantity";
import { ChangeList } from "@/components/portal/records/change-list";
import { buildPortalView } from "@/lib/portal/build-portal-view";
import type { ChangeRecordPage } from "@/lib/portal/change-record";
import { buildExample } from "@/lib/portal/example-snapshots";
import { wholeScope } from "@/lib/portal/session-scope";
import type { PortalView } from "@/lib/portal/view";
import { previewBase } from "./preview-base";
import { type PreviewScene, usePreviewScene } from "./preview-context";
import { PreviewWaiting } from "./preview-waiting";
import { refuseInPreview } from "./refuse-in-preview";

/** An example customer has changed nothing yet. */
const noChanges: ChangeRecordPage = { data: [], hasMore: false };

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
      <AllWords>
        <MembersEyes value={true}>{pickPage(path, view, revision) ?? <Homewards />}</MembersEyes>
      </AllWords>
    </PortalShell>
  );
}

function buildView({ message, now }: PreviewScene): PortalView {
  const { configuration, catalogue, example, frame } = message;
  const { livemode } = frame;
  const snapshot = buildExample(example, { configuration, catalogue, livemode, now });
  const session = { id: "bps_preview", returnUrl: null, scope: wholeScope, flow: null };
  return buildPortalView({ session, configuration, snapshot, now });
}

/** The page at a path, or null where this customer has none. Tasks that began on older settings begin anew. */
function pickPage(path: readonly string[], view: PortalView, revision: number): ReactNode {
  const [area, subscription, task = "", rest] = path;
  if (area === undefined) return <Home />;
  if (area === "subscribe" && subscription !== undefined) {
    return <BeginSubscription price={subscription} key={`${revision} ${subscription}`} />;
  }
  if (area === "invoices" && subscription !== undefined) {
    return (
      view.invoices && <PayInvoice invoice={subscription} key={`${revision} ${subscription}`} />
    );
  }
  if (area !== "subscriptions") return pages.get(area)?.(view, revision) ?? null;
  if (subscription === undefined) return <SubscriptionList page={{ after: null, query: null }} />;
  if (!view.subscriptions.some(({ id }) => id === subscription)) return null;
  return tasks.get(task)?.({ subscription, rest, revision }) ?? null;
}

/** What concerns the customer. */
const pages = new Map<string, (view: PortalView, revision: number) => ReactNode>([
  ["subscribe", (_view, revision) => <Subscribe key={revision} />],
  ["billing", (view, revision) => view.billing && <EditBilling key={revision} />],
  ["changes", () => <ChangeList page={noChanges} after={null} />],
  ["payment", (view, revision) => view.paymentMethods && <EditPayment key={revision} />],
  ["invoices", (view) => view.invoices && <InvoiceList after={null} />],
]);

type TaskShown = {
  readonly subscription: string;
  /** What follows the task's name in the address. */
  readonly rest: string | undefined;
  readonly revision: number;
};

/** What concerns one subscription. */
const tasks = new Map<string, (shown: TaskShown) => ReactNode>([
  [
    "cancel",
    ({ subscription, revision }) => (
      <CancelSubscription subscription={subscription} key={revision} />
    ),
  ],
  [
    "quantity",
    ({ subscription, revision }) => <ChangeQuantity subscription={subscription} key={revision} />,
  ],
  [
    "coupon",
    ({ subscription, revision }) => <RedeemCode subscription={subscription} key={revision} />,
  ],
  [
    "pause",
    ({ subscription, revision }) => (
      <PauseSubscription subscription={subscription} key={revision} />
    ),
  ],
  [
    "resume",
    ({ subscription, revision }) => (
      <ResumeSubscription subscription={subscription} key={revision} />
    ),
  ],
  ["change", showChange],
  [
    "resubscribe",
    ({ subscription, rest, revision }) =>
      rest === "plans" ? (
        <ResubscribePlans subscription={subscription} key={revision} />
      ) : (
        <Resubscribe subscription={subscription} key={revision} />
      ),
  ],
]);

function showChange({ subscription, rest: price, revision }: TaskShown): ReactNode {
  if (price === undefined) return <ChangePlan subscription={subscription} />;
  return <ConfirmPlan subscription={subscription} price={price} key={`${revision} ${price}`} />;
}

/** Another example customer may not have what the page was about. */
function Homewards() {
  const router = useRouter();
  useEffect(() => router.replace(homePath(previewBase)), [router]);
  return <Home />;
}
