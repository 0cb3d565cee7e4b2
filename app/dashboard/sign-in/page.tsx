import { SignInPage } from "@/components/dashboard/sign-in/sign-in-page";
import { loadSignIn } from "@/lib/http/dashboard/load-sign-in";

/** Also what proxy.ts answers an anonymous visitor with; next-auth names its own errors in `error`. */
export default async function Page({ searchParams }: PageProps<"/dashboard/sign-in">) {
  const { reason, error, next } = await searchParams;
  return <SignInPage {...loadSignIn(first(next))} reason={first(reason) ?? first(error)} />;
}

function first(value: string | string[] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
