import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { type Client, enter } from "../../../local/demo/mess.ts";
import { RunningClock } from "../../../local/kernel/clocks/running-clock.ts";
import { type JudgedCloud, REGION, startJudgedCloud } from "../support/judged-cloud.ts";
import { OpenStorage } from "./open-storage.ts";

/** The role by which the management account enters the accounts that it makes. */
export const ACCESS_ROLE = "OrganizationAccountAccessRole";

/** Time for an account to be made and worked in, before the present. */
const HEAD_START_MS = 40 * 60_000;
const STEP_MS = 30_000;
/** What the access role takes to be there, at most. */
const ROLE_MS = 5 * 60_000;

/** A cloud in real time, with an account of which somebody else has the keys. */
export interface Scene {
  readonly cloud: JudgedCloud;
  readonly storage: OpenStorage;
  readonly account: string;
  /** The way into the account. */
  readonly client: Client;
  /** The administrator of the management account. */
  readonly management: Client;
}

async function makeAccount(cloud: JudgedCloud, management: Client): Promise<string> {
  const organizations = new OrganizationsClient(management);
  const asked = { AccountName: "importer", Email: "importer@example.com" };
  const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand(asked));
  const CreateAccountRequestId = CreateAccountStatus?.Id;
  for (;;) {
    await cloud.advance(STEP_MS);
    const command = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId });
    const { CreateAccountStatus: status } = await organizations.send(command);
    if (status?.State === "SUCCEEDED") return status.AccountId ?? "";
    if (status?.State === "FAILED") throw new Error(`CreateAccount: ${status.FailureReason}`);
  }
}

/** Enters an account as the management account's administrator, for an hour. */
export const enterAccount = (management: Client, account: string): Promise<Client> =>
  enter({ ...management, region: REGION }, `arn:aws:iam::${account}:role/${ACCESS_ROLE}`);

/** Lets the time pass that clients of the machine's time are ahead. */
export const catchUp = ({ cloud }: Scene): Promise<void> =>
  cloud.advance(Date.now() - cloud.world.clock.now());

/** Starts a cloud some time ago, makes an account in it and enters it. */
export async function startScene(): Promise<Scene> {
  const storage = new OpenStorage();
  const clock = new RunningClock({ start: Date.now() - HEAD_START_MS });
  const cloud = await startJudgedCloud({ clock, storage });
  const at = { endpoint: cloud.url, region: "us-east-1", credentials: cloud.people.management };
  const account = await makeAccount(cloud, at);
  await cloud.advance(ROLE_MS);
  const client = await enterAccount(at, account);
  return { cloud, storage, account, client, management: at };
}
