import { Missing } from "@/components/portal/missing";

export default function NotFound() {
  return <Missing />;
}
