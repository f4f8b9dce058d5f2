import {
  DeleteAccountPasswordPolicyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteServerCertificateCommand,
  GetAccountPasswordPolicyCommand,
  type IAMClient,
  paginateListPolicies,
  paginateListPolicyVersions,
  paginateListServerCertificates,
} from "@aws-sdk/client-iam";
import { type Kind, moment, pages } from "../resource.ts";

/** All versions but the default one must go before the policy may. */
async function deletePolicy(iam: IAMClient, PolicyArn: string): Promise<void> {
  const listing = paginateListPolicyVersions({ client: iam }, { PolicyArn });
  for (const { VersionId, IsDefaultVersion } of await pages(listing, ({ Versions }) => Versions))
    if (!IsDefaultVersion) await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
}

const policy: Kind = {
  type: "IAMPolicy",
  list: async ({ clients: { iam } }) => {
    const listing = paginateListPolicies({ client: iam }, { Scope: "Local" });
    const policies = await pages(listing, ({ Policies }) => Policies);
    return policies.map(({ Arn = "", PolicyName, PolicyId, Path, CreateDate }) => ({
      name: Arn,
      properties: {
        ...{ Name: PolicyName, PolicyID: PolicyId, ARN: Arn, Path },
        CreateDate: moment(CreateDate),
      },
      remove: () => deletePolicy(iam, Arn),
    }));
  },
};

const serverCertificate: Kind = {
  type: "IAMServerCertificate",
  list: async ({ clients: { iam } }) => {
    const listing = paginateListServerCertificates({ client: iam }, {});
    const found = await pages(listing, (page) => page.ServerCertificateMetadataList);
    return found.map(({ ServerCertificateName }) => ({
      name: ServerCertificateName ?? "",
      properties: {},
      remove: () => iam.send(new DeleteServerCertificateCommand({ ServerCertificateName })),
    }));
  },
};

const passwordPolicy: Kind = {
  type: "IAMAccountSettingPasswordPolicy",
  list: async ({ clients: { iam } }) => {
    try {
      await iam.send(new GetAccountPasswordPolicyCommand());
    } catch (error) {
      if (error instanceof Error && error.name === "NoSuchEntityException") return [];
      throw error;
    }
    const remove = () => iam.send(new DeleteAccountPasswordPolicyCommand());
    return [{ name: "custom", properties: { type: "custom" }, remove }];
  },
};

export const accountKinds: readonly Kind[] = [policy, serverCertificate, passwordPolicy];
