import type { Route } from "next";
import { redirect } from "next/navigation";
import { loadDashboardPage } from "@/lib/http/dashboard/load-dashboard-page";

/** A merchant's dashboard begins with the settings. */
export default async function Page({ params }: PageProps<"/dashboard/[merchant]">) {
  const { segment } = await loadDashboardPage((await params).merchant);
  redirect(`/dashboard/${segment}/portal` as Route);
}
