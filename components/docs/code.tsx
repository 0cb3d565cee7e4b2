import type { ReactNode } from "react";

/** A word of code within a sentence. */
export function Code({ children }: { readonly children: ReactNode }) {
  return (
    <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.875em] wrap-anywhere">
      {children}
    </code>
  );
}

/** Lines of code. They break where they must: nothing is to be scrolled sideways for. */
export function CodeBlock({ text }: { readonly text: string }) {
  return (
    <pre className="wrap-anywhere whitespace-pre-wrap rounded-xl border border-line bg-sunken px-5 py-4 font-mono text-[0.8125rem] leading-relaxed">
      <code>{text}</code>
    </pre>
  );
}
