import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { apiFor, replaceApi } from "../apis.ts";

/** Milliseconds that an integration may take at most (API Gateway DG, http-api-quotas). */
const LONGEST_TIMEOUT = 30_000;

/** A function's ARN, alone or in the address by which API Gateway calls it. */
const FUNCTION =
  /^(?:arn:aws:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/)?(arn:aws:lambda:[^/]+?)(?:\/invocations)?$/;

const properties = z.strictObject({
  ApiId: z.string(),
  Description: z.string().optional(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationMethod: z.literal("POST").optional(),
  IntegrationUri: z.string().regex(FUNCTION, "is no Lambda function, which alone is emulated"),
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: z.coerce.number().int().min(50).max(LONGEST_TIMEOUT).default(LONGEST_TIMEOUT),
});

/** A function behind routes of an API. */
export const integrationType: ResourceType = {
  type: "AWS::ApiGatewayV2::Integration",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const { world } = context;
    const api = apiFor(world, asked.ApiId, context);
    const id = world.random.text(7, "abcdefghijklmnopqrstuvwxyz0123456789");
    const functionArn = FUNCTION.exec(asked.IntegrationUri)?.[1] ?? "";
    const integration = { functionArn, timeout: asked.TimeoutInMillis };
    replaceApi(world, { ...api, integrations: { ...api.integrations, [id]: integration } });
    return { ref: id, attributes: { IntegrationId: id } };
  },
};
