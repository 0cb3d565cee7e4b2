import { Code } from "./code";

/** A sentence in which backticks mark code. */
export function WithCode({ text }: { readonly text: string }) {
  const parts = text.split("`").map((part, place) => ({ part, place, isCode: place % 2 === 1 }));
  return parts.map(({ part, place, isCode }) =>
    isCode ? <Code key={place}>{part}</Code> : <span key={place}>{part}</span>,
  );
}
