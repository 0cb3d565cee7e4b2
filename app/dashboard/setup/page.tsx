import { connection } from "next/server";
import { SetupPage } from "@/components/dashboard/sign-in/setup-page";

/** Never prepared ahead: see not-found. proxy.ts shows it only while there is no owner. */
export default async function Page() {
  await connection();
  return <SetupPage />;
}
