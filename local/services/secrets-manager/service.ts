import * as sdk from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import type { ResourceMade, ResourceType, Service, World } from "../../kernel/service.ts";
import { makeSecret, putValue } from "./change-secret.ts";
import { operations } from "./operations.ts";

const LONGEST_NAME = 255;

const properties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  SecretString: z.string().optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

/** A secret; without a SecretString it has no value until somebody puts one. */
const secretType: ResourceType = {
  type: "AWS::SecretsManager::Secret",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { Name, Description: description, SecretString, Tags } = properties.parse(given);
    const name = Name ?? context.physicalName(LONGEST_NAME);
    const own = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    const tags = { ...context.tags, ...own };
    const secret = makeSecret(context.world, context, { name, description, tags });
    if (SecretString !== undefined) putValue(context.world, secret, { SecretString });
    return { ref: secret.arn, attributes: { Id: secret.arn } };
  },
};

/** AWS Secrets Manager: secrets with their versions, without rotation, replicas and deletion. */
export function secretsManagerService(_world: World): Service {
  return {
    signingName: "secretsmanager",
    protocol: "awsJson1_1",
    target: "secretsmanager",
    sdk,
    operations,
    resources: [secretType],
  };
}
