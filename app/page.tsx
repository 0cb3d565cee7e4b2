import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import { leadHome } from "@/lib/http/pages/lead-home";

export const dynamic = "force-dynamic";

export default async function Page() {
  const path = await leadHome();
  if (path === null) notFound();
  redirect(path as Route);
}
