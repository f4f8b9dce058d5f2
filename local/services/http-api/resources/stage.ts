import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { apiFor, replaceApi } from "../apis.ts";

/** Templates may write booleans as text. */
const flag = z.union([z.boolean(), z.stringbool()]);

/** Understood, and without effect: nothing is throttled on one machine. */
const routeSettings = z.strictObject({
  ThrottlingBurstLimit: z.coerce.number().int().optional(),
  ThrottlingRateLimit: z.coerce.number().optional(),
  DetailedMetricsEnabled: flag.optional(),
});

const properties = z.strictObject({
  ApiId: z.string(),
  // Only the default stage is at the root of the address, where the API's clients look.
  StageName: z.literal("$default"),
  AutoDeploy: flag.refine((deploys) => deploys, "must be true: no deployments here"),
  Description: z.string().optional(),
  DefaultRouteSettings: routeSettings.optional(),
  RouteSettings: z.record(z.string(), routeSettings).optional(),
  AccessLogSettings: z
    .strictObject({
      DestinationArn: z.string().regex(/^arn:aws:logs:[^:]+:\d+:log-group:/),
      Format: z.string(),
    })
    .optional(),
  Tags: z.record(z.string(), z.string()).optional(),
});

/** The stage under which an API is reached. */
export const stageType: ResourceType = {
  type: "AWS::ApiGatewayV2::Stage",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { ApiId, StageName: name, AccessLogSettings } = properties.parse(given);
    const api = apiFor(context.world, ApiId, context);
    const accessLog = AccessLogSettings && {
      group: AccessLogSettings.DestinationArn.split(":")[6] ?? "",
      format: AccessLogSettings.Format,
    };
    const stage = { name, ...(accessLog && { accessLog }) };
    replaceApi(context.world, { ...api, stages: [...api.stages, stage] });
    return { ref: name, attributes: {} };
  },
};
