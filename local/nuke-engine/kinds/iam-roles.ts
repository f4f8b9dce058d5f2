import {
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListInstanceProfiles,
  paginateListRolePolicies,
  paginateListRoles,
  RemoveRoleFromInstanceProfileCommand,
  type Role,
} from "@aws-sdk/client-iam";
import { type Kind, moment, pages, type Resource, type Site, tagProperties } from "../resource.ts";

const rolesOf = ({ clients }: Site): Promise<readonly Role[]> =>
  pages(paginateListRoles({ client: clients.iam }, {}), ({ Roles }) => Roles);

/** AWS owns what lies under these paths, and nobody else can make a role there. */
const AWS_PATHS = [
  { path: "/aws-service-role/", of: "service" },
  { path: "/aws-reserved/sso.amazonaws.com/", of: "SSO" },
];

const ownedByAws = (deed: string, { Path = "" }: Role): string | undefined => {
  const owner = AWS_PATHS.find(({ path }) => Path.startsWith(path))?.of;
  return owner === undefined ? undefined : `cannot ${deed} ${owner} roles`;
};

const role: Kind = {
  type: "IAMRole",
  list: async (site) =>
    (await rolesOf(site)).map((found) => ({
      name: found.RoleName ?? "",
      properties: {
        ...{ Name: found.RoleName, Path: found.Path, CreateDate: moment(found.CreateDate) },
        ...tagProperties(found.Tags),
      },
      cannot: ownedByAws("delete", found),
      remove: () => site.clients.iam.send(new DeleteRoleCommand({ RoleName: found.RoleName })),
    })),
};

/** Goes over every role, because policies are listed role by role. */
const ofEveryRole =
  (list: (site: Site, found: Role) => Promise<readonly Resource[]>) => async (site: Site) => {
    const found = await rolesOf(site);
    return (await Promise.all(found.map((each) => list(site, each)))).flat();
  };

const rolePolicy: Kind = {
  type: "IAMRolePolicy",
  list: ofEveryRole(async ({ clients: { iam } }, found) => {
    const { RoleName } = found;
    const names = await pages(
      paginateListRolePolicies({ client: iam }, { RoleName }),
      ({ PolicyNames }) => PolicyNames,
    );
    return names.map((PolicyName) => ({
      name: `${RoleName} -> ${PolicyName}`,
      properties: {
        ...{ PolicyName, "role:RoleName": RoleName, "role:RoleID": found.RoleId },
        ...{ "role:Path": found.Path, ...tagProperties(found.Tags, "role:") },
      },
      cannot: ownedByAws("alter", found),
      remove: () => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
    }));
  }),
};

const rolePolicyAttachment: Kind = {
  type: "IAMRolePolicyAttachment",
  list: ofEveryRole(async ({ clients: { iam } }, found) => {
    const { RoleName } = found;
    const attached = await pages(
      paginateListAttachedRolePolicies({ client: iam }, { RoleName }),
      ({ AttachedPolicies }) => AttachedPolicies,
    );
    return attached.map(({ PolicyName, PolicyArn }) => ({
      name: `${RoleName} -> ${PolicyName}`,
      properties: {
        ...{ RoleName, RolePath: found.Path, RoleCreateDate: moment(found.CreateDate) },
        ...{ PolicyName, PolicyArn, ...tagProperties(found.Tags, "role:") },
      },
      cannot: ownedByAws("detach from", found),
      remove: () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
    }));
  }),
};

const profilesOf = ({ clients }: Site) =>
  pages(
    paginateListInstanceProfiles({ client: clients.iam }, {}),
    ({ InstanceProfiles }) => InstanceProfiles,
  );

const instanceProfileRole: Kind = {
  type: "IAMInstanceProfileRole",
  list: async (site) =>
    (await profilesOf(site)).flatMap(({ InstanceProfileName, Roles = [], Tags }) =>
      Roles.map(({ RoleName, Path }) => ({
        name: `${InstanceProfileName} -> ${RoleName}`,
        properties: {
          ...{ InstanceProfile: InstanceProfileName, InstanceRole: RoleName, "role:Path": Path },
          ...tagProperties(Tags),
        },
        remove: () =>
          site.clients.iam.send(
            new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }),
          ),
      })),
    ),
};

const instanceProfile: Kind = {
  type: "IAMInstanceProfile",
  list: async (site) =>
    (await profilesOf(site)).map(({ InstanceProfileName, Path, Tags }) => ({
      name: InstanceProfileName ?? "",
      properties: { Name: InstanceProfileName, Path, ...tagProperties(Tags) },
      remove: () =>
        site.clients.iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName })),
    })),
};

/** Roles, last of all, after what hangs on them. */
export const roleKinds: readonly Kind[] = [
  rolePolicy,
  rolePolicyAttachment,
  instanceProfileRole,
  instanceProfile,
  role,
];
