import { connection } from "next/server";
import type { ReactNode } from "react";
import { PreviewProvider } from "@/components/preview/preview-provider";
import { nowSeconds } from "@/lib/clock";

/** Outlives navigation inside the frame, so that what is shown stays known. Never prepared ahead: see not-found. */
export default async function Layout({ children }: { children: ReactNode }) {
  await connection();
  return <PreviewProvider now={nowSeconds()}>{children}</PreviewProvider>;
}
