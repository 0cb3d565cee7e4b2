import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";

/** What else there is to see besides the portal: the merchant's side, the mail, and what a developer reads. */
export function OtherPlaces({ signIn }: { readonly signIn: string | null }) {
  return (
    <section aria-labelledby="places" className="mt-14">
      <h2 id="places" className="font-semibold text-lg tracking-tight">
        Or look behind it
      </h2>
      <ul className="mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {signIn !== null && (
          <Place
            name="Dashboard"
            story="Be the merchant: switch off what customers may do, and watch it go from their page."
            href={signIn}
            action="Sign in to the dashboard"
          />
        )}
        <Place
          name="Mailbox"
          story="Every mail of this demo is kept here instead of being sent."
          href="/mailbox"
          action="Open the mailbox"
        />
        <Place
          name="Documentation"
          story="The guides, and the reference of an API that Stripe's own SDKs speak."
          href="/docs"
          action="Read the documentation"
        />
      </ul>
    </section>
  );
}

type PlaceProps = {
  readonly name: string;
  readonly story: string;
  readonly href: string;
  readonly action: string;
};

/** A plain link: neither place is read ahead, and a sign-in must be a click. */
function Place({ name, story, href, action }: PlaceProps) {
  return (
    <li>
      <Card className="flex h-full flex-col px-5 py-5">
        <h3 className="font-semibold tracking-tight">{name}</h3>
        <p className="mt-1 mb-5 text-soft">{story}</p>
        <a href={href} className={buttonStyle("plain", "mt-auto w-full")}>
          {action}
        </a>
      </Card>
    </li>
  );
}
