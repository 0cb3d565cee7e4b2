import { RefusedPage } from "@/components/dashboard/sign-in/refused-page";

/** Reached only by proxy.ts, which answers a page that is not shown with this one and the right status. */
export default async function Page({ searchParams }: PageProps<"/dashboard/refused">) {
  const { code } = await searchParams;
  return <RefusedPage code={typeof code === "string" ? code : "resource_missing"} />;
}
