import { AccountClient } from "@aws-sdk/client-account";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import type { ChildClients } from "../../adapters/aws/baseline/clients.ts";
import { compose } from "../../local/cloud/services.ts";
import { makeUser } from "../../local/identity/first-credentials.ts";
import { VirtualClock } from "../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../local/kernel/collection.ts";
import { seeded } from "../../local/kernel/random.ts";
import { Trace } from "../../local/kernel/trace.ts";
import { foundOrganization } from "../../local/services/organizations/found-organization.ts";
import { startGateway } from "../../local/wire/gateway.ts";
import { s3ControlClient } from "../support/s3-control-client.ts";

const ACCOUNT = "333333333333";

/** An account in a cloud of its own, with clients of its administrator, and every call that was made. */
export async function aChild() {
  const clock = new VirtualClock(Date.UTC(2026, 11, 1, 9));
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  foundOrganization(world, {
    ...{ managementAccountId: "111111111111", managementEmail: "m@example.com", rootId: "r-ab12" },
    members: [{ accountId: ACCOUNT, name: "sandbox", email: "sandbox@example.com" }],
  });
  const { cloud } = compose(world, { endpoint: () => "" });
  const gateway = await startGateway({ ...cloud, port: 0 });
  const calls: string[] = [];
  world.trace.watch((each) => {
    if (each.kind === "call") calls.push(each.operation);
  });
  const credentials = makeUser(world, ACCOUNT, {
    ...{ name: "access", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
  });
  const settings = { endpoint: gateway.url, credentials, region: "us-east-1", maxAttempts: 1 };
  const s3Control = s3ControlClient(gateway, settings);
  const clients: ChildClients = {
    iam: new IAMClient(settings),
    account: new AccountClient(settings),
    s3Control,
    ec2: (region) => new EC2Client({ ...settings, region }),
  };
  return { clients, calls, close: gateway.close };
}
