import { AccountClient } from "@aws-sdk/client-account";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import type { RoleCredentials } from "../assume-role.ts";
import { CLIENT_SETTINGS, GLOBAL_REGION } from "../client-settings.ts";

/** Clients that act inside one account, all in one session of its access role. */
export interface ChildClients {
  readonly iam: IAMClient;
  readonly account: AccountClient;
  readonly s3Control: S3ControlClient;
  readonly ec2: (region: string) => EC2Client;
}

/** Makes the clients; `enter` is asked once for all of them as long as its answer is good. */
export function childClients(enter: () => Promise<RoleCredentials>): ChildClients {
  const global = { ...CLIENT_SETTINGS, region: GLOBAL_REGION };
  const iam = new IAMClient({ ...global, credentials: enter });
  // What the first client was given and keeps, the others use too.
  const credentials = () => iam.config.credentials();
  return {
    iam,
    account: new AccountClient({ ...global, credentials }),
    // The block of an account counts in all Regions, whichever one is asked.
    s3Control: new S3ControlClient({ ...global, credentials }),
    ec2: (region) => new EC2Client({ ...CLIENT_SETTINGS, region, credentials }),
  };
}
