import { DoorPage } from "./door-page";
import { SetupForm } from "./setup-form";

/** The first visit to an installation that has no owner: the token stands in the address, behind the #. */
export function SetupPage() {
  return (
    <DoorPage
      heading="Set up Portico"
      intro="You become the owner of this installation's first business. The link that brought you here works once."
    >
      <SetupForm />
    </DoorPage>
  );
}
