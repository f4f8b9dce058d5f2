import { dynamoKinds } from "./kinds/dynamodb.ts";
import { instanceKinds } from "./kinds/ec2-instances.ts";
import { networkKinds } from "./kinds/ec2-networks.ts";
import { eventKinds } from "./kinds/events.ts";
import { accountKinds } from "./kinds/iam-account.ts";
import { groupKinds } from "./kinds/iam-groups.ts";
import { roleKinds } from "./kinds/iam-roles.ts";
import { userKinds } from "./kinds/iam-users.ts";
import { budgetKinds, jobKinds } from "./kinds/jobs.ts";
import { lambdaKinds } from "./kinds/lambda.ts";
import { logKinds } from "./kinds/logs.ts";
import { messagingKinds } from "./kinds/messaging.ts";
import { s3Kinds } from "./kinds/s3.ts";
import type { Kind } from "./resource.ts";

const GLOBAL: readonly Kind[] = [
  ...userKinds,
  ...groupKinds,
  ...roleKinds,
  ...accountKinds,
  ...budgetKinds,
];

const REGIONAL: readonly Kind[] = [
  ...jobKinds,
  ...eventKinds,
  ...lambdaKinds,
  ...messagingKinds,
  ...dynamoKinds,
  ...s3Kinds,
  ...instanceKinds,
  ...networkKinds,
  ...logKinds,
];

/** What the stand-in looks for in a Region, or in `global`: the kinds that the local cloud has. */
export const kindsOf = (owner: string): readonly Kind[] => (owner === "global" ? GLOBAL : REGIONAL);
