import { buttonStyle } from "@/components/ui/button-style";
import { en } from "@/lib/i18n/messages/en";
import { translatorFor } from "@/lib/i18n/translator";
import { NoticePage } from "../notice-page";
import { homePath } from "../paths";

type Refusal = Exclude<
  keyof typeof en.refused,
  "wayOn" | "wayOnUnnamed" | "returnTo" | "returnUnnamed" | "signIn" | "newLink"
>;

type Props = {
  readonly code: string;
  /** The merchant's name, when it is known. */
  readonly merchant: string | null;
  /** Where the customer came from, when it is known. */
  readonly returnUrl: string | null;
  /** The first segment of the portal to go back to, when its customer is signed in. */
  readonly portal: string | null;
  /** The login page, where the merchant offers one. */
  readonly login: string | null;
  readonly locale: string;
};

/** Why the portal did not open, in one sentence, and the one way on. */
export function Refused({ code, ...rest }: Props) {
  const t = translatorFor(rest.locale);
  const known: Refusal = isRefusal(code) ? code : "internal";
  return (
    <NoticePage code={code} title={t(`refused.${known}.title`)} body={t(`refused.${known}.body`)}>
      <WayOn {...rest} isLink={/^(?:link_|too_many)/.test(code)} />
    </NoticePage>
  );
}

type WayProps = Omit<Props, "code"> & { readonly isLink: boolean };

/** Back to the portal that is still open, else to the login page, to where the customer came from, or in words. */
function WayOn({ merchant, returnUrl, portal, login, locale, isLink }: WayProps) {
  const t = translatorFor(locale);
  if (portal !== null) {
    return (
      <a href={homePath(`/p/${portal}`)} className={buttonStyle("primary")}>
        {t("frame.backToPortal")}
      </a>
    );
  }
  if (login !== null) {
    return (
      <a href={login} className={buttonStyle("primary")}>
        {isLink ? t("refused.newLink") : t("refused.signIn")}
      </a>
    );
  }
  if (returnUrl !== null) {
    return (
      <a href={returnUrl} className={buttonStyle("primary")}>
        {merchant === null ? t("refused.returnUnnamed") : t("refused.returnTo", { merchant })}
      </a>
    );
  }
  return (
    <p className="font-medium">
      {merchant === null ? t("refused.wayOnUnnamed") : t("refused.wayOn", { merchant })}
    </p>
  );
}

function isRefusal(code: string): code is Refusal {
  if (!Object.hasOwn(en.refused, code)) return false;
  return typeof en.refused[code as keyof typeof en.refused] === "object";
}
