import { Mark } from "@/components/ui/mark";
import { CustomerCard, type DemoCustomer } from "./customer-card";
import { OtherPlaces } from "./other-places";
import { SdkSnippet } from "./sdk-snippet";
import { type DemoTime, type Moved, TimeMachine } from "./time-machine";

type Props = {
  readonly customers: readonly DemoCustomer[];
  readonly host: string;
  /** Signs in to the dashboard; null where there is nobody to be. */
  readonly signIn: string | null;
  /** Null without a sandbox of our own. */
  readonly time: DemoTime | null;
  readonly moved: Moved | null;
};

/** Where a stranger starts: what this is, sample customers to be, and how a session is made. */
export function StartPage({ customers, host, signIn, time, moved }: Props) {
  return (
    <main className="mx-auto w-full max-w-5xl px-4 pt-14 pb-24 xs:px-8">
      <p className="flex items-center gap-3 font-semibold text-lg tracking-tight">
        <Mark />
        Portico
      </p>
      <h1 className="mt-8 max-w-2xl font-semibold text-3xl leading-tight tracking-tight xs:text-4xl">
        A billing portal for your customers, hosted by you
      </h1>
      <p className="mt-4 max-w-2xl text-base text-soft">
        Portico runs over the Stripe account you already have: customers change plans, cancel, and
        find their invoices on a page with your name on it. Your code opens it with Stripe's own
        SDK.
      </p>
      {customers.length === 0 ? <OwnAccount /> : <SampleCustomers customers={customers} />}
      {time !== null && <TimeMachine time={time} customers={customers} moved={moved} />}
      <OtherPlaces signIn={signIn} />
      <section aria-labelledby="sdk" className="mt-14">
        <h2 id="sdk" className="font-semibold text-lg tracking-tight">
          How your server opens it
        </h2>
        <p className="mt-1 mb-5 text-soft">
          The code you would write for Stripe's portal. Only the key and the host differ.
        </p>
        <SdkSnippet host={host} />
      </section>
      <p className="mt-14 text-faint text-sm">Not affiliated with Stripe.</p>
    </main>
  );
}

function SampleCustomers({ customers }: Pick<Props, "customers">) {
  return (
    <section aria-labelledby="customers" className="mt-14">
      <h2 id="customers" className="font-semibold text-lg tracking-tight">
        Be one of these customers
      </h2>
      <p className="mt-1 text-soft">
        Sample data in a sandbox: no Stripe account, no real money. Change whatever you like.
      </p>
      <ul className="mt-5 grid gap-4 sm:grid-cols-2 frame:grid-cols-3">
        {customers.map((customer) => (
          <li key={customer.key}>
            <CustomerCard customer={customer} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** With a Stripe test account of one's own there are no sample customers: nothing is written to it. */
function OwnAccount() {
  return (
    <section aria-labelledby="customers" className="mt-14">
      <h2 id="customers" className="font-semibold text-lg tracking-tight">
        Your own Stripe test account is connected
      </h2>
      <p className="mt-1 text-soft">
        Nothing was written to it. Open the portal of one of its customers with
      </p>
      <pre className="mt-5 overflow-x-auto rounded-lg border border-line bg-sunken p-5 font-mono text-sm">
        npm run portal -- cus_…
      </pre>
    </section>
  );
}
