import { LinkPage } from "@/components/portal/login/link-page";
import { loadLinkPage } from "@/lib/http/pages/load-login-page";

type Props = PageProps<"/p/[merchant]/link/[code]">;

/** A mailed link that can still be used. Reached only by proxy.ts, which keeps the link's code to itself. */
export default async function Page({ params, searchParams }: Props) {
  const { merchant } = await params;
  const { email, own } = await searchParams;
  const masked = typeof email === "string" ? email : "";
  return <LinkPage {...(await loadLinkPage(merchant))} email={masked} isOwn={own !== undefined} />;
}
