import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { StartPage } from "@/components/demo/start-page";
import { findDemoSignIn, listDemoCustomers } from "@/lib/demo";
import { loadDemoTime } from "@/lib/http/demo/load-demo-time";

export const metadata: Metadata = { title: "Portico demo" };

type Props = { searchParams: Promise<{ moved?: string | string[]; customer?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const host = (await headers()).get("host") ?? "localhost:3000";
  const customers = await listDemoCustomers();
  if (customers === null) notFound();
  const [time, { moved, customer }] = [await loadDemoTime(), await searchParams];
  const said = moved === undefined ? null : { step: String(moved), customer: String(customer) };
  const props = { customers, host, time, moved: said };
  return <StartPage {...props} signIn={findDemoSignIn()} />;
}
