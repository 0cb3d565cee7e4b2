import type { Metadata } from "next";
import { DashboardFrame } from "@/components/dashboard/frame/dashboard-frame";
import { NewerSettings } from "@/components/dashboard/settings/newer-settings";
import { SettingsPage } from "@/components/dashboard/settings/settings-page";
import { loadSettings } from "@/lib/configurations/load-settings";
import { loadDashboardFrame } from "@/lib/http/dashboard/load-dashboard-frame";
import { loadDashboardPage } from "@/lib/http/dashboard/load-dashboard-page";
import { saveConfiguration } from "./actions";

export const metadata: Metadata = { title: "Portal settings · Portico" };

export default async function Page({ params }: PageProps<"/dashboard/[merchant]/portal">) {
  const context = await loadDashboardPage((await params).merchant);
  const [frame, settings] = await Promise.all([loadDashboardFrame(context), loadSettings(context)]);
  return (
    <DashboardFrame frame={frame}>
      {settings === null ? (
        <NewerSettings />
      ) : (
        <SettingsPage
          {...settings}
          merchant={context.segment}
          readOnly={context.role === "viewer"}
          save={saveConfiguration}
        />
      )}
    </DashboardFrame>
  );
}
