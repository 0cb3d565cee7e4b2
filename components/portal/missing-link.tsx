"use client";

import { useParams } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { homePath } from "./paths";

/** From an address that leads nowhere back into the portal, where the address names one. */
export function MissingLink({ text }: { readonly text: string }) {
  const { merchant } = useParams();
  if (typeof merchant !== "string") return null;
  return (
    <ButtonLink tone="primary" href={homePath(`/p/${merchant}`)}>
      {text}
    </ButtonLink>
  );
}
