import { type AccountClient, GetAlternateContactCommand } from "@aws-sdk/client-account";
import {
  DescribeVpcsCommand,
  type EC2Client,
  GetEbsEncryptionByDefaultCommand,
} from "@aws-sdk/client-ec2";
import {
  GetAccountPasswordPolicyCommand,
  type IAMClient,
  ListAccountAliasesCommand,
} from "@aws-sdk/client-iam";
import type {
  Baseline,
  Contact,
  ContactKind,
  PasswordPolicy,
} from "../../../domain/baseline/baseline.ts";
import type { Present, PresentRegion } from "../../../domain/baseline/difference.ts";
import { type BaselineSite, nameInAccount, policyArn } from "../../../domain/baseline/wanted.ts";
import { orAbsent } from "./absent.ts";
import type { ChildClients } from "./clients.ts";
import { blocksPublicS3 } from "./public-s3.ts";
import { readPolicy } from "./read-policy.ts";
import { readRole } from "./read-role.ts";

/** Reads what the baseline speaks of, and nothing else. */
export async function readPresent(
  { iam, account, ec2, s3Control }: ChildClients,
  baseline: Baseline,
  site: BaselineSite,
): Promise<Present> {
  const policyNames = baseline.policies.map(({ name }) => name);
  const named = (name: string) => nameInAccount(baseline, site.prefix, name);
  const { AccountAliases: [alias] = [] } = await iam.send(new ListAccountAliasesCommand({}));
  const passwords = await readPasswordPolicy(iam);
  const kinds = Object.keys(baseline.contacts) as ContactKind[];
  return {
    ...(alias === undefined ? {} : { alias }),
    ...(passwords === undefined ? {} : { passwordPolicy: passwords }),
    policies: await table(policyNames, named, (name) =>
      readPolicy(iam, policyArn(baseline, site, { policy: name })),
    ),
    roles: await table(
      baseline.roles.map(({ name }) => name),
      named,
      (name) => readRole(iam, named(name)),
    ),
    contacts: await table(kinds, String, (kind) => readContact(account, kind)),
    blocksPublicS3: baseline.blockPublicS3 && (await blocksPublicS3(s3Control, site.accountId)),
    regions: await table(
      baseline.regions.flatMap(({ names }) => names),
      String,
      (region) => readRegion(ec2(region)),
    ),
  };
}

/** Reads one after the other, because IAM throttles an account as a whole; what is absent is left out. */
async function table<K extends string, T>(
  keys: readonly K[],
  nameOf: (key: K) => string,
  read: (key: K) => Promise<T | undefined>,
): Promise<Readonly<Record<string, T>>> {
  const found: Record<string, T> = {};
  for (const key of keys) {
    const value = await read(key);
    if (value !== undefined) found[nameOf(key)] = value;
  }
  return found;
}

async function readPasswordPolicy(iam: IAMClient): Promise<PasswordPolicy | undefined> {
  const answer = await orAbsent(iam.send(new GetAccountPasswordPolicyCommand({})));
  return answer?.PasswordPolicy as PasswordPolicy | undefined;
}

async function readContact(client: AccountClient, kind: ContactKind): Promise<Contact | undefined> {
  const command = new GetAlternateContactCommand({ AlternateContactType: kind });
  const contact = (await orAbsent(client.send(command)))?.AlternateContact;
  if (contact === undefined) return undefined;
  const { Name = "", Title = "", EmailAddress = "", PhoneNumber = "" } = contact;
  return { name: Name, title: Title, email: EmailAddress, phone: PhoneNumber };
}

async function readRegion(client: EC2Client): Promise<PresentRegion> {
  const { EbsEncryptionByDefault = false } = await client.send(
    new GetEbsEncryptionByDefaultCommand({}),
  );
  const Filters = [{ Name: "is-default", Values: ["true"] }];
  const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({ Filters }));
  return {
    encryptsVolumes: EbsEncryptionByDefault,
    defaultVpcs: Vpcs.flatMap(({ VpcId }) => (VpcId === undefined ? [] : [VpcId])),
  };
}
