import { hashToken } from "../secrets";

/** The form in which a resume token is stored: worth nothing without the key of the browser it was given to. */
export function hashResume(resume: string, browser: string): string {
  return hashToken(`${resume} ${browser}`);
}
