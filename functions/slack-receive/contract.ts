import * as z from "zod";
import { arn, ledgerEnvironment } from "../shared/schemas.ts";

/** What of API Gateway's event (HTTP API, payload 2.0, no authorizer) is used. */
export const input = z.object({
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(""),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }),
});

export const environment = ledgerEnvironment.extend({
  SLACK_TEAM: z.string(),
  SLACK_SECRET_ARN: arn,
  WORK_FUNCTION: z.string(),
});
