import * as z from "zod";
import { AwsError } from "../../../kernel/aws-error.ts";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { type ApiRecord, apiFor, type RouteRecord, replaceApi } from "../apis.ts";

const properties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z
    .string()
    .regex(/^(\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*)$/, "is no route key"),
  Target: z.string().regex(/^integrations\/\w+$/),
  AuthorizationType: z.enum(["NONE", "AWS_IAM", "JWT"]).default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  OperationName: z.string().optional(),
});

type Asked = z.output<typeof properties>;

/** Routes of an API at most (API Gateway DG, http-api-quotas). */
const MOST_ROUTES = 300;

function authorizationOf(
  { authorizers }: ApiRecord,
  { AuthorizationType: kind, AuthorizerId: authorizerId, AuthorizationScopes: scopes }: Asked,
): RouteRecord["authorization"] {
  if (kind === "JWT") {
    if (authorizerId !== undefined && authorizers[authorizerId] !== undefined)
      return { kind, authorizerId, scopes };
    throw new AwsError("BadRequestException", "Invalid authorizer ID specified");
  }
  if (authorizerId === undefined && scopes.length === 0) return { kind };
  throw new AwsError("BadRequestException", "Authorizers and scopes are for tokens alone.");
}

/** A method and path of an API. */
export const routeType: ResourceType = {
  type: "AWS::ApiGatewayV2::Route",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const { world } = context;
    const api = apiFor(world, asked.ApiId, context);
    const integrationId = asked.Target.slice("integrations/".length);
    if (!api.integrations[integrationId])
      throw new AwsError("BadRequestException", `Invalid Integration ID '${integrationId}'`);
    if (api.routes.some(({ key }) => key === asked.RouteKey))
      throw new AwsError("ConflictException", `Route with key ${asked.RouteKey} already exists`);
    if (api.routes.length === MOST_ROUTES)
      throw new AwsError("TooManyRequestsException", `An API has ${MOST_ROUTES} routes at most.`);
    const id = world.random.text(7, "abcdefghijklmnopqrstuvwxyz0123456789");
    const route = { id, key: asked.RouteKey, integrationId };
    const authorization = authorizationOf(api, asked);
    replaceApi(world, { ...api, routes: [...api.routes, { ...route, authorization }] });
    return { ref: id, attributes: { RouteId: id } };
  },
};
