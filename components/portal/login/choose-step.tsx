"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Spinner } from "@/components/ui/spinner";
import { strong } from "../strong";
import type { Choice } from "./door";
import { DoorProblem } from "./door-problem";
import { Step } from "./step";

type Props = {
  readonly merchant: string;
  readonly choices: readonly Choice[];
  readonly choose: (customer: string) => Promise<void>;
};

/** Several customers behind one mailbox: told only now that the mailbox is proven. */
export function ChooseStep({ merchant, choices, choose }: Props) {
  const t = useTranslations("login.choose");
  const choosing = useMutation({ mutationFn: choose });
  const busy = choosing.isPending || choosing.isSuccess;
  const email = findShared(choices);
  return (
    <Step
      focus
      heading={t("heading")}
      intro={
        <p>
          {email === null ? t("body", { merchant }) : t.rich("bodyOf", { email, merchant, strong })}
        </p>
      }
    >
      <ul className="flex flex-col gap-3">
        {choices.map((choice) => (
          <li key={choice.customer}>
            <button
              type="button"
              aria-disabled={busy || undefined}
              onClick={() => busy || choosing.mutate(choice.customer)}
              className="flex min-h-16 w-full cursor-pointer items-center gap-4 rounded-xl border border-line bg-card px-4 py-3 text-start shadow-card hover:border-strong aria-disabled:cursor-default"
            >
              <Who choice={choice} email={email === null ? choice.email : null} />
              {busy && choosing.variables === choice.customer ? (
                <>
                  <span className="sr-only">{t("opening")}</span>
                  <Spinner />
                </>
              ) : (
                <ChevronRight
                  aria-hidden="true"
                  className="size-5 shrink-0 text-faint rtl:rotate-180"
                />
              )}
            </button>
          </li>
        ))}
      </ul>
      <DoorProblem error={choosing.error} merchant={merchant} />
    </Step>
  );
}

/** The one address all of them have; null when they are written differently, or one has none. */
function findShared(choices: readonly Choice[]): string | null {
  const [first] = choices;
  const email = first?.email ?? null;
  return choices.every((choice) => choice.email === email) ? email : null;
}

type WhoProps = { readonly choice: Choice; readonly email: string | null };

function Who({ choice: { name, plans }, email }: WhoProps) {
  const t = useTranslations("login.choose");
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate font-medium">{name ?? t("unnamed")}</span>
      {email !== null && <span className="block truncate text-soft text-sm">{email}</span>}
      <span className="mt-0.5 block text-soft text-sm">
        {plans.length === 0 ? t("noPlans") : plans.join(" · ")}
      </span>
    </span>
  );
}
