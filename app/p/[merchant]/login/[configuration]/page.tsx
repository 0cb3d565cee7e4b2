import { LoginPage } from "@/components/portal/login/login-page";
import { loadLoginPage } from "@/lib/http/pages/load-login-page";
import { nextPath } from "@/lib/portal/next-path";

type Props = PageProps<"/p/[merchant]/login/[configuration]">;

/** The login page of one configuration. proxy.ts shows it too in place of pages that ask for a session. */
export default async function Page({ params, searchParams }: Props) {
  const { merchant, configuration } = await params;
  const { reason, refused, prefilled_email: email, next } = await searchParams;
  const page = await loadLoginPage(merchant, configuration);
  return (
    <LoginPage
      {...page}
      reason={first(reason)}
      refused={refused !== undefined}
      prefilledEmail={first(email) ?? ""}
      next={nextPath(page.frame.base, first(next))}
    />
  );
}

function first(value: string | string[] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value.slice(0, 1000) : null;
}
