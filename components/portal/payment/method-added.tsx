"use client";

import { IntlProvider, useTranslations } from "use-intl/react";
import { catalogueFor } from "@/lib/i18n/catalogue";
import { formats } from "@/lib/i18n/formats";
import { NoticePage } from "../notice-page";

type Props = { readonly isAdded: boolean; readonly locale: string };

/** The end of a tab in which a payment method was given for a portal in an iframe. */
export function MethodAdded({ locale, ...props }: Props) {
  return (
    <IntlProvider {...catalogueFor(locale)} formats={formats} timeZone="UTC">
      <Told {...props} />
    </IntlProvider>
  );
}

function Told({ isAdded }: Pick<Props, "isAdded">) {
  const t = useTranslations("payment");
  const title = t(isAdded ? "tabHeading" : "tabNotAdded");
  return <NoticePage code={isAdded ? "added" : "not_added"} title={title} body={t("tabBody")} />;
}
