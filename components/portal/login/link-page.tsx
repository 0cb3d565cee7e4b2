"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { tabMemory } from "./asked";
import { FrontPage, type FrontPageProps } from "./front-page";
import { hostedDoor } from "./hosted-door";
import { OpenLink } from "./open-link";
import { tellOpened } from "./opened-elsewhere";
import { leadOn } from "./wanted-page";

type Props = Omit<FrontPageProps, "children"> & {
  readonly configuration: string;
  /** Whose mailbox it is, masked. */
  readonly email: string;
  /** Whether this is the browser that asked for the link. */
  readonly isOwn: boolean;
};

/** A mailed link on the hosted surface. Its code is read from the address bar, and leaves it once it is spent. */
export function LinkPage({ frame, locale, headline, legal, ...rest }: Props) {
  return (
    <FrontPage {...{ frame, locale, headline, legal }}>
      <Content {...rest} frame={frame} />
    </FrontPage>
  );
}

function Content({
  frame,
  configuration,
  email,
  isOwn,
}: Omit<Props, "locale" | "headline" | "legal">) {
  const { base, segment, name, loginUrl } = frame;
  const t = useTranslations("title");
  const door = useMemo(() => hostedDoor(segment, configuration), [segment, configuration]);
  return (
    <>
      <title>{t("login", { merchant: name })}</title>
      <OpenLink
        {...{ door, email, isOwn, loginUrl }}
        merchant={name}
        readCode={() => window.location.pathname.split("/").at(-1) ?? ""}
        onSpent={() => {
          window.history.replaceState(null, "", base);
          tabMemory(segment).keep(null);
        }}
        onOpened={(url) => {
          tellOpened(base);
          window.location.replace(leadOn(base, url, null));
        }}
      />
    </>
  );
}
