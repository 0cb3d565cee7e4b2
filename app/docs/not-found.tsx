import { connection } from "next/server";
import { NoSuchPage } from "@/components/docs/no-such-page";

/** Never prepared ahead: a page built before the request has no nonce, and the policy blocks its scripts. */
export default async function NotFound() {
  await connection();
  return <NoSuchPage />;
}
