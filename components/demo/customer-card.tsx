import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

export type DemoCustomer = {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly story: string;
};

/** One sample customer and the button that opens their portal in a fresh session. */
export function CustomerCard({ customer }: { customer: DemoCustomer }) {
  const { key, name, email, story } = customer;
  const nameId = `customer-${key}`;
  return (
    <Card className="flex h-full flex-col px-5 py-5">
      <h3 id={nameId} className="font-semibold tracking-tight">
        {name}
      </h3>
      <p className="truncate text-faint text-sm">{email}</p>
      <p className="mt-3 mb-5 text-soft">{story}</p>
      <form method="post" action="/demo/open" className="mt-auto">
        <input type="hidden" name="customer" value={key} />
        <Button type="submit" className="w-full" aria-describedby={nameId}>
          Open portal
        </Button>
      </form>
    </Card>
  );
}
