import type { Hosts } from "./is-allowed-host";

/** What is known of a merchant's portal in a frame before anybody has signed in. */
export type Place = {
  readonly hosts: Hosts;
  /** Whether customers can sign in by mail. */
  readonly login: boolean;
  /** Whether people who are no customers yet may begin here. */
  readonly sells: boolean;
  /** The pages a mailed link may lead back to. */
  readonly redirectUrls: readonly string[];
};
