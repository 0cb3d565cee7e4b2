"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { describeDoorError } from "./describe-door-error";

type Props = {
  readonly id?: string;
  /** Null while nothing went wrong. */
  readonly error: unknown;
  /** The merchant's name. */
  readonly merchant: string;
};

/** What went wrong, beside the field or the button it is about. The region is there from the start. */
export function DoorProblem({ id, error, merchant }: Props) {
  return (
    <div id={id} role="alert" className="text-bad text-sm">
      {error !== null && <Line error={error} merchant={merchant} />}
    </div>
  );
}

function Line({ error, merchant }: Pick<Props, "error" | "merchant">) {
  const t = useTranslations();
  const { text, minutes, requestId } = describeDoorError(error);
  return (
    <p className="mt-2 flex items-start gap-2">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        {t(`login.errors.${text}`, { merchant, minutes })}{" "}
        {requestId !== null &&
          t.rich("errors.quote", { id: requestId, code: (quoted) => <code>{quoted}</code> })}
      </span>
    </p>
  );
}
