import { notFound } from "next/navigation";

/** Any other address in the frame: missing, with the way back. */
export default function Page() {
  notFound();
}
