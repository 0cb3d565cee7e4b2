import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const looks = {
  good: { box: "bg-good-soft text-good", Icon: CircleCheck },
  warn: { box: "bg-warn-soft text-warn", Icon: CircleAlert },
  bad: { box: "bg-bad-soft text-bad", Icon: CircleAlert },
  plain: { box: "bg-sunken text-soft", Icon: Info },
} as const;

type Props = {
  readonly tone: keyof typeof looks;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** With it the notice can be put away; without it, it stays as long as it is true. */
  readonly dismiss?: { readonly label: string; readonly onDismiss: () => void };
};

/** One quiet line about what is or what happened. Put it into a live region to have it read out. */
export function Notice({ tone, children, action, dismiss }: Props) {
  const { box, Icon } = looks[tone];
  return (
    <div className={cx("flex items-start gap-3 rounded-lg px-4 py-3 text-sm", box)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
      {dismiss && (
        <button
          type="button"
          aria-label={dismiss.label}
          onClick={dismiss.onDismiss}
          className="-m-2 inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-md pointer-coarse:size-11"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </div>
  );
}
