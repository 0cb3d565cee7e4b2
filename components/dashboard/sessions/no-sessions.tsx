import { ButtonLink } from "@/components/ui/button-link";
import type { SessionFilter } from "@/lib/sessions/session-filter";
import { sessionsPath } from "./session-paths";

type Props = { readonly segment: string; readonly filter: SessionFilter };

/** Nothing to list: what would bring something here. */
export function NoSessions({ segment, filter }: Props) {
  if (filter.state !== "all" || filter.customer !== null || filter.after !== null) {
    return <NoneFound {...{ segment, filter }} />;
  }
  return (
    <div className="rounded-xl border border-line border-dashed px-5 py-6">
      <p className="font-medium">No sessions yet</p>
      <p className="mt-1 max-w-prose text-soft">
        One appears here when a customer opens the portal: from your site, through a link that your
        server makes with Stripe's own SDK, or by mail, through the login page once it is switched
        on.
      </p>
      <pre className="mt-4 whitespace-pre-wrap break-words rounded-lg bg-sunken px-4 py-3 text-[0.8125rem] leading-relaxed">
        <code>{'await stripe.billingPortal.sessions.create({ customer: "cus_…" });'}</code>
      </pre>
      <ButtonLink href={`/dashboard/${segment}/portal#mail-title`} className="mt-4">
        Set up the login page
      </ButtonLink>
    </div>
  );
}

function NoneFound({ segment, filter: { state, customer, after } }: Props) {
  const whose = customer === null ? "" : ` of ${customer}`;
  const which = state === "active" ? "active sessions" : "sessions";
  const when = after === null ? "" : " before these";
  return (
    <div className="rounded-xl border border-line border-dashed px-5 py-6">
      <p className="break-words font-medium">
        There are no {which}
        {whose}
        {when}.
      </p>
      <ButtonLink href={sessionsPath(segment)} className="mt-4">
        Show all sessions
      </ButtonLink>
    </div>
  );
}
