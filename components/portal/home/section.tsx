import { type ReactNode, useId } from "react";

type Props = {
  readonly id?: string;
  readonly heading: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A part of the home page: a landmark named by its heading. */
export function Section({ id, heading, aside, children }: Props) {
  const headingId = useId();
  return (
    <section id={id} aria-labelledby={headingId} className="scroll-mt-6">
      <div className="mb-3 flex min-h-8 items-center justify-between gap-4">
        <h2 id={headingId} className="font-semibold text-ink text-lg tracking-tight">
          {heading}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
