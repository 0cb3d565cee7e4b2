import { NothingHere } from "@/components/embed/nothing-here";

export default function NotFound() {
  return <NothingHere />;
}
