"use client";

import * as Menu from "@radix-ui/react-dropdown-menu";
import type { ReactNode } from "react";

type Props = {
  /** The button that opens the menu: one element that takes a ref. */
  readonly trigger: ReactNode;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
};

/** What a button unfolds: a short list of places to go or things to do. */
export function DropdownMenu({ trigger, align = "start", children }: Props) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild={true}>{trigger}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-30 max-h-[70dvh] w-64 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-card"
        >
          {children}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

type ItemProps = { readonly onSelect?: () => void; readonly children: ReactNode };

/** One entry: a link, or a button that does something when it is chosen. */
export function DropdownItem({ onSelect, children }: ItemProps) {
  return (
    <Menu.Item
      asChild={true}
      {...(onSelect ? { onSelect } : {})}
      className="flex min-h-11 w-full cursor-pointer items-center gap-2.5 rounded-lg px-3 text-left outline-none data-highlighted:bg-sunken pointer-fine:min-h-10"
    >
      {children}
    </Menu.Item>
  );
}
