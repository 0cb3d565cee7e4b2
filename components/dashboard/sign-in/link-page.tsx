import { CodeForm } from "./code-form";
import { DoorPage } from "./door-page";
import { OpenLink } from "./open-link";

type Props = {
  readonly kind: "ready" | "code_required";
  readonly maskedEmail: string;
};

/** A mailed link, opened. Nothing is used up before the button. */
export function LinkPage({ kind, maskedEmail }: Props) {
  if (kind === "ready") {
    return (
      <DoorPage
        heading="Sign in to the dashboard"
        intro={`This link is for ${maskedEmail}. It works once you continue.`}
      >
        <OpenLink maskedEmail={maskedEmail} />
      </DoorPage>
    );
  }
  return (
    <DoorPage
      heading="Type the code from the mail"
      intro={`This is not the browser that asked. To sign in as ${maskedEmail} here, type the 6-digit code that stands in the same mail. If somebody else sent you this link, close this page.`}
    >
      <CodeForm isLink />
    </DoorPage>
  );
}
