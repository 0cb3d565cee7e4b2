import { EmbedPortal } from "@/components/embed/embed-portal";
import { loadEmbed } from "@/lib/http/pages/load-embed";

export default async function Layout({ children, params }: LayoutProps<"/embed/[merchant]">) {
  const { merchant } = await params;
  return <EmbedPortal {...(await loadEmbed(merchant))}>{children}</EmbedPortal>;
}
