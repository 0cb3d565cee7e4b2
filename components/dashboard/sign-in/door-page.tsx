import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";

type Props = {
  readonly heading: string;
  readonly intro?: ReactNode;
  /** The error this page answers with, for whoever looks at it by machine. */
  readonly code?: string | null;
  readonly children?: ReactNode;
};

/** A page in front of the dashboard: one heading, one thing to do. */
export function DoorPage({ heading, intro, code = null, children }: Props) {
  return (
    <main
      data-error-code={code ?? undefined}
      className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-4 py-14 xs:px-6"
    >
      <title>{`${heading} · Portico`}</title>
      <p className="flex items-center gap-3 font-semibold text-lg tracking-tight">
        <Mark />
        Portico
      </p>
      <h1 className="mt-8 font-semibold text-2xl leading-tight tracking-tight">{heading}</h1>
      {intro && <div className="mt-2 text-soft">{intro}</div>}
      {children && <Card className="mt-6 p-5 xs:p-6">{children}</Card>}
    </main>
  );
}
