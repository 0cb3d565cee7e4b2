import type { ReactNode } from "react";

type Props = {
  readonly heading: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

/** One question of a terms card and its answers, each a `li`. */
export function TermsPart({ heading, icon, children }: Props) {
  return (
    <section className="px-5 py-5">
      <h2 className="flex items-center gap-2 font-semibold">
        {icon}
        {heading}
      </h2>
      <ul className="mt-2 flex flex-col gap-1 pl-6 text-soft">{children}</ul>
    </section>
  );
}
