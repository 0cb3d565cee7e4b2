import { Refused } from "@/components/portal/task/refused";

/** Reached only by proxy.ts, which answers a refused page request with this one and the right status. */
export default async function Page({ searchParams }: PageProps<"/p/refused">) {
  const { code, merchant, return_url: returnUrl, portal, login } = await searchParams;
  return (
    <Refused
      code={first(code) ?? "resource_missing"}
      merchant={first(merchant)}
      returnUrl={first(returnUrl)}
      portal={first(portal)}
      login={first(login)}
      locale="en"
    />
  );
}

function first(value: string | string[] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
