import { notFound } from "next/navigation";

/** Any other address under a portal: missing, with the way back into that portal. */
export default function Page() {
  notFound();
}
