import type { Route } from "next";

/** The dashboard's pages that stand in its navigation, by their last path segment. */
export const dashboardPages = {
  portal: "Portal settings",
  sessions: "Sessions",
} as const;

export type DashboardPage = keyof typeof dashboardPages;

export function dashboardPath(segment: string, page: DashboardPage): Route {
  return `/dashboard/${segment}/${page}` as Route;
}

/** The page that is open, or null on one that the navigation does not name. */
export function findPage(pathname: string): DashboardPage | null {
  const [, , , name = ""] = pathname.split("/");
  return isPage(name) ? name : null;
}

function isPage(name: string): name is DashboardPage {
  return Object.hasOwn(dashboardPages, name);
}
