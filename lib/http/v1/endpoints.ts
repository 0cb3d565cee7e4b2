import { listChangeRecords } from "./change-records/list-change-records";
import { retrieveChangeRecord } from "./change-records/retrieve-change-record";
import { createConfiguration } from "./configurations/create-configuration";
import { listConfigurations } from "./configurations/list-configurations";
import { retrieveConfiguration } from "./configurations/retrieve-configuration";
import { updateConfiguration } from "./configurations/update-configuration";
import type { Endpoint } from "./endpoint";
import { listEvents } from "./events/list-events";
import { retrieveEvent } from "./events/retrieve-event";
import { createFeedbackOption } from "./feedback-options/create-feedback-option";
import { deactivateFeedbackOption } from "./feedback-options/deactivate-feedback-option";
import { listFeedbackOptions } from "./feedback-options/list-feedback-options";
import { retrieveFeedbackOption } from "./feedback-options/retrieve-feedback-option";
import { updateFeedbackOption } from "./feedback-options/update-feedback-option";
import { applyConfigurations } from "./portability/apply-configurations";
import { exportConfigurations } from "./portability/export-configurations";
import { listVersions } from "./portability/list-versions";
import { rollBackConfiguration } from "./portability/roll-back-configuration";
import { showExportSchema } from "./portability/show-export-schema";
import { createSession } from "./sessions/create-session";
import { listSessions } from "./sessions/list-sessions";
import { retrieveSession } from "./sessions/retrieve-session";
import { revokeSession } from "./sessions/revoke-session";
import { listDeliveries } from "./webhook-deliveries/list-deliveries";
import { replayDelivery } from "./webhook-deliveries/replay-delivery";
import { createWebhookEndpoint } from "./webhook-endpoints/create-webhook-endpoint";
import { deleteWebhookEndpoint } from "./webhook-endpoints/delete-webhook-endpoint";
import { listWebhookEndpoints } from "./webhook-endpoints/list-webhook-endpoints";
import { retrieveWebhookEndpoint } from "./webhook-endpoints/retrieve-webhook-endpoint";
import { rotateWebhookSecret } from "./webhook-endpoints/rotate-webhook-secret";
import { updateWebhookEndpoint } from "./webhook-endpoints/update-webhook-endpoint";

/** Every operation of the API, in the order of its reference. */
export const endpoints: readonly Endpoint[] = [
  createSession,
  retrieveSession,
  listSessions,
  revokeSession,
  listEvents,
  retrieveEvent,
  listChangeRecords,
  retrieveChangeRecord,
  createWebhookEndpoint,
  retrieveWebhookEndpoint,
  updateWebhookEndpoint,
  listWebhookEndpoints,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  listDeliveries,
  replayDelivery,
  createConfiguration,
  retrieveConfiguration,
  updateConfiguration,
  listConfigurations,
  createFeedbackOption,
  retrieveFeedbackOption,
  updateFeedbackOption,
  deactivateFeedbackOption,
  listFeedbackOptions,
  exportConfigurations,
  applyConfigurations,
  showExportSchema,
  listVersions,
  rollBackConfiguration,
];
