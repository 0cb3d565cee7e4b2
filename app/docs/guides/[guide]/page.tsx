import { notFound } from "next/navigation";
import { GuidePage } from "@/components/docs/guide-page";
import { findGuide } from "@/lib/http/docs/guides";

type Props = { params: Promise<{ guide: string }> };

export default async function Page({ params }: Props) {
  const guide = await findGuide((await params).guide);
  if (guide === null) notFound();
  return <GuidePage guide={guide} />;
}
