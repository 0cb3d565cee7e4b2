import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type Props = {
  /** What the table is, for those who do not see it. */
  readonly label: string;
  readonly head: readonly ReactNode[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
};

/** A table that is scrolled by itself where it is wider than the screen. */
export function DataTable({ label, head, rows }: Props) {
  const columns = head.map((cell, place) => ({ cell, place }));
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-card shadow-card"
    >
      <table className={cx("w-full text-left text-sm", head.length > 2 && "min-w-lg")}>
        <thead>
          <tr className="border-line border-b text-soft">
            {columns.map(({ cell, place }) => (
              <th key={place} scope="col" className="px-4 py-2.5 font-medium">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ key, cells }) => (
            <tr key={key} className="align-top">
              {cells
                .map((cell, place) => ({ cell, place }))
                .map(({ cell: shown, place }) => (
                  <td key={place} className="max-w-sm px-4 py-2.5">
                    {shown}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
