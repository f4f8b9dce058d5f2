import {
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DetachGroupPolicyCommand,
  type IAMClient,
  paginateListAttachedGroupPolicies,
  paginateListGroupPolicies,
  paginateListGroups,
} from "@aws-sdk/client-iam";
import { type Kind, pages, type Resource, type Site } from "../resource.ts";

const groupsOf = ({ clients }: Site) =>
  pages(paginateListGroups({ client: clients.iam }, {}), ({ Groups }) => Groups);

/** A kind that is listed group by group. */
const ofEveryGroup = (
  type: string,
  list: (iam: IAMClient, group: string) => Promise<readonly Resource[]>,
): Kind => ({
  type,
  list: async (site) => {
    const names = (await groupsOf(site)).map(({ GroupName = "" }) => GroupName);
    return (await Promise.all(names.map((name) => list(site.clients.iam, name)))).flat();
  },
});

const groupPolicy = ofEveryGroup("IAMGroupPolicy", async (iam, GroupName) => {
  const listing = paginateListGroupPolicies({ client: iam }, { GroupName });
  const names = await pages(listing, ({ PolicyNames }) => PolicyNames);
  return names.map((PolicyName) => ({
    name: `${GroupName} -> ${PolicyName}`,
    properties: {},
    remove: () => iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
  }));
});

const groupPolicyAttachment = ofEveryGroup("IAMGroupPolicyAttachment", async (iam, GroupName) => {
  const listing = paginateListAttachedGroupPolicies({ client: iam }, { GroupName });
  const attached = await pages(listing, ({ AttachedPolicies }) => AttachedPolicies);
  return attached.map(({ PolicyArn, PolicyName }) => ({
    name: `${GroupName} -> ${PolicyName}`,
    properties: { GroupName, PolicyName, PolicyArn },
    remove: () => iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })),
  }));
});

const group: Kind = {
  type: "IAMGroup",
  list: async (site) =>
    (await groupsOf(site)).map(({ GroupName, GroupId, Path }) => ({
      name: GroupName ?? "",
      properties: { Name: GroupName, Path, ID: GroupId },
      remove: () => site.clients.iam.send(new DeleteGroupCommand({ GroupName })),
    })),
};

export const groupKinds: readonly Kind[] = [groupPolicy, groupPolicyAttachment, group];
