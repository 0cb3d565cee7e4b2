import type { Metadata } from "next";
import { PreviewPage } from "@/components/preview/preview-page";

export const metadata: Metadata = { title: "Preview · Portico" };

export default async function Page({ params }: PageProps<"/dashboard/preview/[[...path]]">) {
  const { path = [] } = await params;
  return <PreviewPage path={path} />;
}
