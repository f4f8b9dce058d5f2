import * as z from "zod";
import { AwsError } from "../../../kernel/aws-error.ts";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { apiFor, replaceApi } from "../apis.ts";

const properties = z.strictObject({
  ApiId: z.string(),
  AuthorizerType: z.literal("JWT"),
  Name: z.string().min(1),
  // What a function reads the token from as well.
  IdentitySource: z.tuple([z.literal("$request.header.Authorization")]),
  JwtConfiguration: z.strictObject({
    Audience: z.array(z.string()).min(1),
    Issuer: z.string().regex(/^https:\/\//, "is no https:// address"),
  }),
});

/** Authorizers of an API at most (API Gateway DG, http-api-quotas). */
const MOST_AUTHORIZERS = 10;

/** Somebody's identity provider, whose tokens routes of an API accept. */
export const authorizerType: ResourceType = {
  type: "AWS::ApiGatewayV2::Authorizer",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { ApiId, JwtConfiguration } = properties.parse(given);
    const { world } = context;
    const api = apiFor(world, ApiId, context);
    if (Object.keys(api.authorizers).length === MOST_AUTHORIZERS)
      throw new AwsError(
        "TooManyRequestsException",
        `An API has ${MOST_AUTHORIZERS} authorizers at most.`,
      );
    const id = world.random.text(6, "abcdefghijklmnopqrstuvwxyz0123456789");
    const { Audience: audience, Issuer: issuer } = JwtConfiguration;
    replaceApi(world, { ...api, authorizers: { ...api.authorizers, [id]: { audience, issuer } } });
    return { ref: id, attributes: { AuthorizerId: id } };
  },
};
