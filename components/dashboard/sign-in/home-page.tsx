import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import type { Place } from "@/lib/auth/find-home";
import { DoorPage } from "./door-page";

type Props = { readonly email: string; readonly places: readonly Place[] };

/** For a member of several merchants: which of them. */
export function HomePage({ email, places }: Props) {
  if (places.length === 0) {
    const intro = `${email} belongs to no business here any more. Ask an owner to invite you.`;
    return <DoorPage heading="Nothing to show" intro={intro} />;
  }
  return (
    <DoorPage heading="Which business?" intro={`Signed in as ${email}.`}>
      <ul className="-m-2 flex flex-col">
        {places.map(({ name, role, path }) => (
          <li key={path}>
            <Link
              href={path as Route}
              prefetch={false}
              className="flex min-h-12 items-center gap-3 rounded-lg px-3 py-2 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
              <Pill tone="outline">{role}</Pill>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-faint" />
            </Link>
          </li>
        ))}
      </ul>
    </DoorPage>
  );
}
