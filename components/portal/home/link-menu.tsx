"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { DropdownItem, DropdownMenu } from "@/components/ui/menu";
import { usePortal } from "../portal-context";
import type { ActionLink } from "../subscription-links";

type Props = {
  readonly subscription: string;
  readonly links: readonly ActionLink[];
  /** The button that opens it. */
  readonly children: ReactNode;
};

/** Links to a subscription's tasks, unfolded by a button. */
export function LinkMenu({ subscription, links, children }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("subscription");
  return (
    <DropdownMenu trigger={children}>
      {links.map(({ action, text, path }) => (
        <DropdownItem key={action}>
          <Link href={path(frame.base, subscription)} prefetch={false}>
            {t(text)}
          </Link>
        </DropdownItem>
      ))}
    </DropdownMenu>
  );
}
