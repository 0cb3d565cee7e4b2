"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { type ComponentProps, Suspense } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button-style";
import type { SubscriptionView } from "@/lib/portal/view";
import { listLinks } from "../subscription-links";

/** Loaded only for merchants who chose the menu: what unfolds it weighs more than the rest of the page. */
const LinkMenu = dynamic(() => import("./link-menu").then((module) => module.LinkMenu));

type Props = { readonly subscription: SubscriptionView; readonly titleId: string };

/** What can be done, in one menu. */
export function SubscriptionMenu({ subscription, titleId }: Props) {
  const links = listLinks(subscription);
  if (links.length === 0) return null;
  return (
    <Suspense fallback={<MenuButton aria-describedby={titleId} />}>
      <LinkMenu subscription={subscription.id} links={links}>
        <MenuButton aria-describedby={titleId} />
      </LinkMenu>
    </Suspense>
  );
}

function MenuButton(props: ComponentProps<"button">) {
  const t = useTranslations("subscription");
  return (
    <button type="button" {...props} className={buttonStyle("plain")}>
      {t("manage")}
      <ChevronDown aria-hidden="true" className="size-4" />
    </button>
  );
}
