import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";

type Props = {
  /** The error's code, for whoever looks at the page by machine. */
  readonly code: string;
  readonly title: string;
  readonly body: string;
  readonly children?: ReactNode;
};

/** A whole page that says one thing kindly and names one way on. Knows no customer. */
export function NoticePage({ code, title, body, children }: Props) {
  return (
    <main
      data-error-code={code}
      className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-6 py-16"
    >
      <title>{title}</title>
      <Mark />
      <h1 className="mt-6 font-semibold text-2xl leading-tight tracking-tight">{title}</h1>
      <p className="mt-2 text-soft">{body}</p>
      {children && <div className="mt-6 empty:hidden">{children}</div>}
    </main>
  );
}
