import { Prisma } from "./generated/client";

/** Whether a row was refused because another holds its place: how one of two that come at once learns of it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
