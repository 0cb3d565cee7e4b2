import { EmbedRecord } from "@/components/embed/embed-record";

type Props = PageProps<"/embed/[merchant]/changes/[record]">;

export default async function Page({ params }: Props) {
  const { record } = await params;
  return <EmbedRecord id={record} key={record} />;
}
