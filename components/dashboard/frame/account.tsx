"use client";

import { CircleUserRound, LogOut } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { DropdownItem, DropdownMenu } from "@/components/ui/menu";
import type { DashboardFrameData } from "@/lib/http/dashboard/load-dashboard-frame";

type Props = { readonly frame: DashboardFrameData };

const signOutPath = "/api/auth/sign-out";

/** Who is signed in, in which role, and the way out. */
export function AccountPanel({ frame }: Props) {
  return (
    <div className="border-line border-t pt-3">
      <Who frame={frame} />
      <form method="post" action={signOutPath}>
        <Button type="submit" tone="quiet" className="mt-1 w-full justify-start px-2 text-sm">
          <LogOut aria-hidden="true" className="size-4" />
          Sign out
        </Button>
      </form>
    </div>
  );
}

/** The same behind a button, where there is no column for it. */
export function AccountMenu({ frame }: Props) {
  // Outside the menu, which is gone by the time a button in it would send its form.
  const form = useRef<HTMLFormElement>(null);
  const trigger = (
    <button
      type="button"
      aria-label={`Account: ${frame.member.email}`}
      className="inline-flex size-11 cursor-pointer items-center justify-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
    >
      <CircleUserRound aria-hidden="true" className="size-5" />
    </button>
  );
  return (
    <>
      <form ref={form} method="post" action={signOutPath} hidden={true} />
      <DropdownMenu trigger={trigger} align="end">
        <div className="px-1 pt-1.5 pb-2">
          <Who frame={frame} />
        </div>
        <DropdownItem onSelect={() => form.current?.requestSubmit()}>
          <button type="button">
            <LogOut aria-hidden="true" className="size-4" />
            Sign out
          </button>
        </DropdownItem>
      </DropdownMenu>
    </>
  );
}

const roles = { owner: "Owner", admin: "Admin", viewer: "Viewer" } as const;

function Who({ frame: { member, role } }: Props) {
  return (
    <div className="min-w-0 px-2 text-sm">
      {member.name !== null && <p className="truncate font-medium">{member.name}</p>}
      <p className="truncate text-soft" title={member.email}>
        {member.email}
      </p>
      <p className="text-faint text-xs">{roles[role]}</p>
    </div>
  );
}
