import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { sessionsPath } from "./session-paths";
import { SessionsHeading } from "./sessions";

/** The address asks for a filter that there is none of. */
export function UnknownFilter({ segment }: { segment: string }) {
  return (
    <div className="max-w-5xl" data-error-code="parameter_invalid">
      <SessionsHeading />
      <Notice tone="warn">
        This address asks for a filter that sessions do not have. They can be narrowed to one
        customer's (<code>customer=cus_…</code>) and to those that are active (
        <code>state=active</code>).
      </Notice>
      <ButtonLink href={sessionsPath(segment)} className="mt-4">
        Show all sessions
      </ButtonLink>
    </div>
  );
}
