import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { replaceApi } from "../apis.ts";

const properties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal("HTTP"),
  Description: z.string().optional(),
  Tags: z.record(z.string(), z.string()).default({}),
});

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** An HTTP API, still without routes. */
export const apiType: ResourceType = {
  type: "AWS::ApiGatewayV2::Api",
  properties: Object.keys(properties.shape),
  create(given: unknown, { world, account, region, tags }): ResourceMade {
    const { Name: name, Tags } = properties.parse(given);
    const id = world.random.text(10, ALPHABET);
    replaceApi(world, {
      ...{ id, name, account, region, tags: { ...tags, ...Tags } },
      ...{ authorizers: {}, integrations: {}, routes: [], stages: [] },
    });
    const endpoint = `https://${id}.execute-api.${region}.amazonaws.com`;
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
  },
};
