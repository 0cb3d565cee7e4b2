import { log } from "../log";
import { database } from "./client";

/** Whether the database answers. */
export async function isDatabaseUp(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    log().warn({ err: error }, "database out of reach");
    return false;
  }
}
