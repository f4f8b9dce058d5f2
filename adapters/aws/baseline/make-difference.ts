import { PutAlternateContactCommand } from "@aws-sdk/client-account";
import { EnableEbsEncryptionByDefaultCommand } from "@aws-sdk/client-ec2";
import type { IAMClient, Tag } from "@aws-sdk/client-iam";
import * as iam from "@aws-sdk/client-iam";
import { PutPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import type { Difference } from "../../../domain/baseline/difference.ts";
import type { WantedRole } from "../../../domain/baseline/wanted.ts";
import type { ChildClients } from "./clients.ts";
import { ALL_BLOCKED } from "./public-s3.ts";
import { removeDefaultVpc } from "./remove-default-vpc.ts";

type Of<D extends Difference["do"]> = Extract<Difference, { readonly do: D }>;

type Make<D extends Difference["do"]> = (
  clients: ChildClients,
  difference: Of<D>,
) => Promise<unknown>;

/** Makes one difference in the account. */
export async function makeDifference(clients: ChildClients, difference: Difference): Promise<void> {
  const make = MAKE[difference.do] as Make<Difference["do"]>;
  await make(clients, difference);
}

const tagList = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const MAKE: { readonly [D in Difference["do"]]: Make<D> } = {
  "set-alias": ({ iam: client }, { alias, instead }) => setAlias(client, alias, instead),
  "set-password-policy": ({ iam: client }, { policy }) =>
    client.send(new iam.UpdateAccountPasswordPolicyCommand({ ...policy })),
  "create-policy": ({ iam: client }, { policy }) =>
    client.send(
      new iam.CreatePolicyCommand({
        PolicyName: policy.name,
        Description: policy.description,
        PolicyDocument: JSON.stringify(policy.document),
        Tags: tagList(policy.tags),
      }),
    ),
  "renew-policy": ({ iam: client }, difference) => renewPolicy(client, difference),
  "create-role": ({ iam: client }, { role }) =>
    client.send(
      new iam.CreateRoleCommand({
        ...described(role),
        AssumeRolePolicyDocument: JSON.stringify(role.trust),
        PermissionsBoundary: role.boundary,
        Tags: tagList(role.tags),
      }),
    ),
  "set-trust": ({ iam: client }, { role: RoleName, trust }) => {
    const PolicyDocument = JSON.stringify(trust);
    return client.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  },
  "describe-role": ({ iam: client }, { role }) =>
    client.send(new iam.UpdateRoleCommand(described(role))),
  "set-boundary": ({ iam: client }, { role: RoleName, arn: PermissionsBoundary }) =>
    client.send(new iam.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary })),
  "remove-boundary": ({ iam: client }, { role: RoleName }) =>
    client.send(new iam.DeleteRolePermissionsBoundaryCommand({ RoleName })),
  attach: ({ iam: client }, { role: RoleName, arn: PolicyArn }) =>
    client.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn })),
  detach: ({ iam: client }, { role: RoleName, arn: PolicyArn }) =>
    client.send(new iam.DetachRolePolicyCommand({ RoleName, PolicyArn })),
  "put-inline": ({ iam: client }, { role: RoleName, name: PolicyName, document }) => {
    const PolicyDocument = JSON.stringify(document);
    return client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  },
  "delete-inline": ({ iam: client }, { role: RoleName, name: PolicyName }) =>
    client.send(new iam.DeleteRolePolicyCommand({ RoleName, PolicyName })),
  "tag-role": ({ iam: client }, { role: RoleName, tags }) =>
    client.send(new iam.TagRoleCommand({ RoleName, Tags: tagList(tags) })),
  "tag-policy": ({ iam: client }, { arn: PolicyArn, tags }) =>
    client.send(new iam.TagPolicyCommand({ PolicyArn, Tags: tagList(tags) })),
  "set-contact": ({ account }, { kind, contact }) =>
    account.send(
      new PutAlternateContactCommand({
        ...{ AlternateContactType: kind, Name: contact.name, Title: contact.title },
        ...{ EmailAddress: contact.email, PhoneNumber: contact.phone },
      }),
    ),
  "block-public-s3": ({ s3Control }, { account: AccountId }) =>
    s3Control.send(
      new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration: ALL_BLOCKED }),
    ),
  "encrypt-volumes": ({ ec2 }, { region }) =>
    ec2(region).send(new EnableEbsEncryptionByDefaultCommand({})),
  "remove-default-vpc": ({ ec2 }, { region, vpc }) => removeDefaultVpc(ec2(region), vpc),
};

async function setAlias(client: IAMClient, alias: string, instead: string | undefined) {
  if (instead !== undefined)
    await client.send(new iam.DeleteAccountAliasCommand({ AccountAlias: instead }));
  await client.send(new iam.CreateAccountAliasCommand({ AccountAlias: alias }));
}

async function renewPolicy(client: IAMClient, { policy, dropVersion }: Of<"renew-policy">) {
  const PolicyArn = policy.arn;
  if (dropVersion !== undefined)
    await client.send(new iam.DeletePolicyVersionCommand({ PolicyArn, VersionId: dropVersion }));
  const version = { PolicyDocument: JSON.stringify(policy.document), SetAsDefault: true };
  await client.send(new iam.CreatePolicyVersionCommand({ PolicyArn, ...version }));
}

const described = ({ name, description, longestSession }: WantedRole) => ({
  RoleName: name,
  Description: description,
  MaxSessionDuration: longestSession,
});
