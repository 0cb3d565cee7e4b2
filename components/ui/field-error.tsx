import { CircleAlert } from "lucide-react";

/** What is wrong with the field above it; nothing when nothing is. */
export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p id={id} className="mt-1.5 flex items-start gap-1.5 text-bad text-sm">
      <CircleAlert aria-hidden="true" className="mt-[0.2rem] size-3.5 shrink-0" />
      {text}
    </p>
  );
}
