import { MethodAdded } from "@/components/portal/payment/method-added";

/** Where a tab ends in which an iframe's customer gave a payment method. Knows no customer. */
export default async function Page({ searchParams }: PageProps<"/p/[merchant]/added">) {
  const { setup } = await searchParams;
  return <MethodAdded isAdded={typeof setup === "string" && setup !== "none"} locale="en" />;
}
