import { buttonStyle } from "@/components/ui/button-style";
import { en } from "@/lib/i18n/messages/en";
import { translatorFor } from "@/lib/i18n/translator";
import { NoticePage } from "./notice-page";

type Refusal = Exclude<
  keyof typeof en.refused,
  "wayOn" | "wayOnUnnamed" | "returnTo" | "returnUnnamed"
>;

type Props = {
  readonly code: string;
  /** The merchant's name, when it is known. */
  readonly merchant: string | null;
  /** Where the customer came from, when it is known. */
  readonly returnUrl: string | null;
  readonly locale: string;
};

/** Why the portal did not open, in one sentence, and the one way on. */
export function Refused({ code, merchant, returnUrl, locale }: Props) {
  const t = translatorFor(locale);
  const known: Refusal = isRefusal(code) ? code : "internal";
  return (
    <NoticePage code={code} title={t(`refused.${known}.title`)} body={t(`refused.${known}.body`)}>
      {returnUrl === null ? (
        <p className="font-medium">
          {merchant === null ? t("refused.wayOnUnnamed") : t("refused.wayOn", { merchant })}
        </p>
      ) : (
        <a href={returnUrl} className={buttonStyle("primary")}>
          {merchant === null ? t("refused.returnUnnamed") : t("refused.returnTo", { merchant })}
        </a>
      )}
    </NoticePage>
  );
}

function isRefusal(code: string): code is Refusal {
  if (!Object.hasOwn(en.refused, code)) return false;
  return typeof en.refused[code as keyof typeof en.refused] === "object";
}
