import { buttonStyle } from "@/components/ui/button-style";
import { DoorPage } from "./door-page";

type Props = { readonly code: string };

/** A dashboard page that is not shown. A merchant that is somebody else's and one that never was look alike. */
export function RefusedPage({ code }: Props) {
  const isMissing = code === "resource_missing";
  return (
    <DoorPage
      code={isMissing ? code : "internal"}
      heading={isMissing ? "There is nothing here" : "This page cannot be shown right now"}
      intro={
        isMissing
          ? "The address is not complete, or it belongs to a business that you are not a member of."
          : "Something went wrong on our side. Nothing was changed; try again in a moment."
      }
    >
      <a href="/dashboard" className={buttonStyle("primary", "w-full")}>
        Go to your dashboard
      </a>
    </DoorPage>
  );
}
