import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { IAMClient, ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import {
  DescribeOrganizationCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { paginateListServiceQuotas, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { once } from "../once.ts";
import type { Credentials } from "../surroundings.ts";
import type { Estate, Organization, Quota } from "./findings.ts";

const GLOBAL = "us-east-1";

/** The account that these credentials belong to, as AWS tells of it. Only reads. */
export function awsEstate(credentials: () => Promise<Credentials>, region: string): Estate {
  const settings = { credentials: () => identity(credentials), maxAttempts: 2 };
  return {
    region,
    account: once(async () => {
      const client = new STSClient({ ...settings, region });
      return (await client.send(new GetCallerIdentityCommand())).Account ?? "";
    }),
    organization: () => organizationOf(new OrganizationsClient({ ...settings, region: GLOBAL })),
    rootFeatures: async () => {
      const client = new IAMClient({ ...settings, region: GLOBAL });
      return (await client.send(new ListOrganizationsFeaturesCommand())).EnabledFeatures ?? [];
    },
    bootstrap: () => bootstrapOf(new CloudFormationClient({ ...settings, region })),
    quotas: (service, where) =>
      quotasOf(new ServiceQuotasClient({ ...settings, region: where }), service),
  };
}

/** The SDK wants what is not there to be left out. */
async function identity(credentials: () => Promise<Credentials>) {
  const { sessionToken, expiration: _, ...keys } = await credentials();
  return sessionToken === undefined ? keys : { ...keys, sessionToken };
}

async function organizationOf(client: OrganizationsClient): Promise<Organization> {
  const { Organization: found } = await client.send(new DescribeOrganizationCommand());
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand());
  const enabled = (root?.PolicyTypes ?? []).filter(({ Status }) => Status === "ENABLED");
  return {
    managementAccountId: found?.MasterAccountId ?? "",
    featureSet: found?.FeatureSet ?? "",
    rootId: root?.Id ?? "",
    policyTypes: enabled.flatMap(({ Type }) => Type ?? []),
  };
}

async function bootstrapOf(client: CloudFormationClient): Promise<string | undefined> {
  try {
    const answer = await client.send(new DescribeStacksCommand({ StackName: "CDKToolkit" }));
    return answer.Stacks?.[0]?.StackStatus;
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

async function quotasOf(client: ServiceQuotasClient, service: string): Promise<readonly Quota[]> {
  const found: Quota[] = [];
  for await (const page of paginateListServiceQuotas({ client }, { ServiceCode: service }))
    for (const { QuotaCode, QuotaName, Value } of page.Quotas ?? [])
      found.push({ code: QuotaCode ?? "", name: QuotaName ?? "", value: Value ?? 0 });
  return found;
}
