import type {
  CreateSecretCommandInput,
  CreateSecretCommandOutput,
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
  GetSecretValueCommandInput,
  GetSecretValueCommandOutput,
  PutSecretValueCommandInput,
  PutSecretValueCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { makeSecret, putValue, valueIn } from "./change-secret.ts";
import { findSecret, type SecretRecord, secretFor, siteOf, versionFor } from "./secrets.ts";

type Answer<O> = Omit<O, "$metadata">;

/** What must be allowed on a secret: its ARN where it exists, and what the caller wrote otherwise. */
function onSecret(action: string, id: string, call: Call): Authorization {
  const found = findSecret(call.world, id, call);
  const tags = Object.entries(found?.tags ?? {});
  return {
    action: `secretsmanager:${action}`,
    resource: found?.arn ?? (id.startsWith("arn:") ? id : newArn(call, id)),
    resourceAccount: siteOf(id, call).account,
    context: Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
  };
}

/** Before a secret exists nobody knows how its ARN will end. */
const newArn = ({ account, region }: Call, name: string) =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}`;

const createSecret: Operation<CreateSecretCommandInput, Answer<CreateSecretCommandOutput>> = {
  authorize: ({ Name = "" }, call) => [
    {
      action: "secretsmanager:CreateSecret",
      resource: newArn(call, Name),
      context: { "secretsmanager:Name": Name },
    },
  ],
  run(input, call) {
    const members = ["Name", "Description", "SecretString", "SecretBinary", "Tags"];
    onlyMembers("secretsmanager:CreateSecret", input, [...members, "ClientRequestToken"]);
    const { Name: name = "", Description: description, Tags = [] } = input;
    const value = valueIn(input);
    const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    const secret = makeSecret(call.world, call, { name, description, tags });
    const { arn: ARN } = secret;
    if (value === undefined) return { ARN, Name: name };
    return { ARN, Name: name, VersionId: putValue(call.world, secret, input).id };
  },
};

const getSecretValue: Operation<GetSecretValueCommandInput, Answer<GetSecretValueCommandOutput>> = {
  authorize: ({ SecretId = "" }, call) => [onSecret("GetSecretValue", SecretId, call)],
  run({ SecretId = "", VersionId: id, VersionStage: stage }, call) {
    const secret = secretFor(call.world, SecretId, call);
    const version = versionFor(secret, { id, stage });
    return {
      ...{
        ARN: secret.arn,
        Name: secret.name,
        VersionId: version.id,
        VersionStages: [...version.stages],
      },
      CreatedDate: new Date(version.createdAt),
      ...(version.text !== undefined && { SecretString: version.text }),
      ...(version.binary !== undefined && {
        SecretBinary: new Uint8Array(Buffer.from(version.binary, "base64")),
      }),
    };
  },
};

const putSecretValue: Operation<PutSecretValueCommandInput, Answer<PutSecretValueCommandOutput>> = {
  authorize: ({ SecretId = "" }, call) => [onSecret("PutSecretValue", SecretId, call)],
  run(input, call) {
    const members = ["SecretId", "ClientRequestToken", "SecretString", "SecretBinary"];
    onlyMembers("secretsmanager:PutSecretValue", input, members);
    const secret = secretFor(call.world, input.SecretId ?? "", call);
    const { id: VersionId, stages } = putValue(call.world, secret, input);
    return { ARN: secret.arn, Name: secret.name, VersionId, VersionStages: [...stages] };
  },
};

const stagesOf = ({ versions }: SecretRecord) =>
  Object.fromEntries(
    versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, [...stages]]),
  );

const describeSecret: Operation<DescribeSecretCommandInput, Answer<DescribeSecretCommandOutput>> = {
  authorize: ({ SecretId = "" }, call) => [onSecret("DescribeSecret", SecretId, call)],
  run({ SecretId = "" }, call) {
    const secret = secretFor(call.world, SecretId, call);
    return {
      ...{ ARN: secret.arn, Name: secret.name, VersionIdsToStages: stagesOf(secret) },
      CreatedDate: new Date(secret.createdAt),
      LastChangedDate: new Date(secret.changedAt),
      Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
      ...(secret.description !== undefined && { Description: secret.description }),
    };
  },
};

export const operations = {
  CreateSecret: createSecret,
  DescribeSecret: describeSecret,
  GetSecretValue: getSecretValue,
  PutSecretValue: putSecretValue,
} satisfies Readonly<Record<string, Operation>>;
