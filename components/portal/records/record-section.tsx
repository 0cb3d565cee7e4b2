import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { Row } from "@/lib/i18n/record-words";

type Props = {
  readonly heading: string;
  readonly rows: readonly Row[];
  /** What stands below the rows, or in their place. */
  readonly children?: ReactNode;
};

/** One part of a record: terms and what they were. */
export function RecordSection({ heading, rows, children }: Props) {
  return (
    <Card className="px-5 py-5">
      <h2 className="font-semibold">{heading}</h2>
      {rows.length > 0 && (
        <dl className="mt-3 flex flex-col gap-2 text-sm">
          {rows.map(({ term, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: Stripe may send two equal lines
            <div key={index} className="flex items-baseline justify-between gap-4">
              <dt className="min-w-0 text-soft [overflow-wrap:anywhere]">{term}</dt>
              <dd className="max-w-[65%] shrink-0 text-right tabular-nums [overflow-wrap:anywhere]">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </Card>
  );
}
