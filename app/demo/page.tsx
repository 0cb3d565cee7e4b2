import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { StartPage } from "@/components/demo/start-page";
import { findDemoSignIn, listDemoCustomers } from "@/lib/demo";

export const metadata: Metadata = { title: "Portico demo" };

export default async function Page() {
  const host = (await headers()).get("host") ?? "localhost:3000";
  const customers = await listDemoCustomers();
  if (customers === null) notFound();
  return <StartPage customers={customers} host={host} signIn={findDemoSignIn()} />;
}
