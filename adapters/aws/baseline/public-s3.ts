import { GetPublicAccessBlockCommand, type S3ControlClient } from "@aws-sdk/client-s3-control";
import { orAbsent } from "./absent.ts";

/** What an account is set to whose baseline wants no public S3. */
export const ALL_BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

/** Whether the account blocks all public access to its buckets: one of the four settings is not enough. */
export async function blocksPublicS3(client: S3ControlClient, AccountId: string): Promise<boolean> {
  const command = new GetPublicAccessBlockCommand({ AccountId });
  const block = (await orAbsent(client.send(command)))?.PublicAccessBlockConfiguration ?? {};
  return (Object.keys(ALL_BLOCKED) as (keyof typeof ALL_BLOCKED)[]).every((each) => block[each]);
}
