import { Notice } from "@/components/ui/notice";
import type { SignInData } from "@/lib/http/dashboard/load-sign-in";
import { DoorPage } from "./door-page";
import { MailForm } from "./mail-form";
import { ProviderButton } from "./provider-button";
import { sayWhy } from "./say-why";

type Props = SignInData & { readonly reason: string | null };

/** Where members sign in: by a mailed link, or with an account elsewhere; says so where neither is set up. */
export function SignInPage({ canMail, providers, demo, reason, next }: Props) {
  const isClosed = !canMail && providers.length === 0;
  return (
    <DoorPage heading="Sign in to the dashboard" code={reason}>
      <div className="flex flex-col gap-6">
        {reason !== null && (
          <Notice tone={reason === "session_required" ? "plain" : "warn"}>{sayWhy(reason)}</Notice>
        )}
        {isClosed && <NoWay />}
        {canMail && <MailForm next={next} />}
        {providers.length > 0 && (
          <div className="flex flex-col gap-3">
            {providers.map((provider) => (
              <ProviderButton key={provider.id} {...provider} next={next} />
            ))}
          </div>
        )}
        {demo !== null && <DemoHint {...demo} />}
      </div>
    </DoorPage>
  );
}

const list = new Intl.ListFormat("en", { type: "disjunction" });

function DemoHint({ path, emails }: NonNullable<SignInData["demo"]>) {
  return (
    <p className="border-line border-t pt-5 text-soft text-sm">
      This is a demo.{" "}
      <a className="font-medium text-accent-text underline" href={path}>
        Sign in as the owner
      </a>{" "}
      without a mail, or ask for a link as {list.format(emails)} and find it in the{" "}
      <a className="font-medium text-accent-text underline" href="/mailbox">
        mailbox
      </a>
      .
    </p>
  );
}

/** Plainly: nobody can sign in from here until mail or a provider is set up. */
function NoWay() {
  return (
    <div className="text-soft">
      <p>This installation cannot send mail, and no other way to sign in is set up.</p>
      <p className="mt-3">
        Whoever runs it can print a one-time link with{" "}
        <code className="rounded bg-sunken px-1.5 py-0.5 font-mono text-ink text-sm">
          npm run sign-in -- you@example.com
        </code>
        , or set EMAIL_SERVER and EMAIL_FROM.
      </p>
    </div>
  );
}
