import { DeleteBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRootCommand, type STSClient } from "@aws-sdk/client-sts";
import type { AccountId } from "../../domain/ids.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { translated } from "./translate-failure.ts";

/** Something whose policy is to be taken away, by its name (a bucket) or URL (a queue). */
interface Locked {
  readonly kind: "bucket" | "queue";
  readonly region: string;
  readonly name: string;
}

const TASKS = { bucket: "S3UnlockBucketPolicy", queue: "SQSUnlockQueuePolicy" } as const;

/** The longest that AWS allows (facts 2.5). */
const SECONDS = 900;

/**
 * Deletes the policy of a bucket or a queue as the root user of its account, for this one task (facts 2.5). The
 * organization must have root sessions enabled.
 */
export async function unlock(sts: STSClient, accountId: AccountId, locked: Locked): Promise<void> {
  const credentials = await rootOf(sts, accountId, TASKS[locked.kind]);
  const { kind, region, name } = locked;
  const settings = { ...CLIENT_SETTINGS, region, credentials };
  if (kind === "bucket") {
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const command = new DeleteBucketPolicyCommand({ Bucket: name });
    await translated("DeleteBucketPolicy", s3.send(command));
    return;
  }
  const command = new SetQueueAttributesCommand({ QueueUrl: name, Attributes: { Policy: "" } });
  await translated("SetQueueAttributes", new SQSClient(settings).send(command));
}

async function rootOf(sts: STSClient, accountId: AccountId, task: string) {
  const command = new AssumeRootCommand({
    TargetPrincipal: accountId,
    TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` },
    DurationSeconds: SECONDS,
  });
  const { Credentials } = await translated("AssumeRoot", sts.send(command));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}
