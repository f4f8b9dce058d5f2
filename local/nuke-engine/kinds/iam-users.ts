import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DeleteVirtualMFADeviceCommand,
  DetachUserPolicyCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  type IAMClient,
  paginateListAccessKeys,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListMFADevices,
  paginateListUserPolicies,
  paginateListUsers,
  paginateListVirtualMFADevices,
  RemoveUserFromGroupCommand,
  type User,
} from "@aws-sdk/client-iam";
import { type Kind, moment, pages, type Resource, type Site, tagProperties } from "../resource.ts";

const usersOf = ({ clients }: Site): Promise<readonly User[]> =>
  pages(paginateListUsers({ client: clients.iam }, {}), ({ Users }) => Users);

/** A kind that is listed user by user. */
const ofEveryUser = (
  type: string,
  list: (iam: IAMClient, user: string) => Promise<readonly Resource[]>,
): Kind => ({
  type,
  list: async (site) => {
    const names = (await usersOf(site)).map(({ UserName = "" }) => UserName);
    return (await Promise.all(names.map((name) => list(site.clients.iam, name)))).flat();
  },
});

/** A boundary must go before its user may. */
async function deleteUser(iam: IAMClient, UserName: string): Promise<void> {
  const { User } = await iam.send(new GetUserCommand({ UserName }));
  if (User?.PermissionsBoundary)
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
  await iam.send(new DeleteUserCommand({ UserName }));
}

const user: Kind = {
  type: "IAMUser",
  list: async (site) =>
    (await usersOf(site)).map(({ UserName = "", Path, UserId, CreateDate, Tags }) => ({
      name: UserName,
      properties: {
        ...{ Name: UserName, Path, UserID: UserId, CreateDate: moment(CreateDate) },
        ...tagProperties(Tags),
      },
      remove: () => deleteUser(site.clients.iam, UserName),
    })),
};

const userPolicy = ofEveryUser("IAMUserPolicy", async (iam, UserName) => {
  const listing = paginateListUserPolicies({ client: iam }, { UserName });
  const names = await pages(listing, ({ PolicyNames }) => PolicyNames);
  return names.map((PolicyName) => ({
    name: `${UserName} -> ${PolicyName}`,
    properties: {},
    remove: () => iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
  }));
});

const userPolicyAttachment = ofEveryUser("IAMUserPolicyAttachment", async (iam, UserName) => {
  const listing = paginateListAttachedUserPolicies({ client: iam }, { UserName });
  const attached = await pages(listing, ({ AttachedPolicies }) => AttachedPolicies);
  return attached.map(({ PolicyArn, PolicyName }) => ({
    name: `${UserName} -> ${PolicyName}`,
    properties: { PolicyArn, PolicyName, UserName },
    remove: () => iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })),
  }));
});

const accessKey = ofEveryUser("IAMUserAccessKey", async (iam, UserName) => {
  const listing = paginateListAccessKeys({ client: iam }, { UserName });
  const keys = await pages(listing, ({ AccessKeyMetadata }) => AccessKeyMetadata);
  return keys.map(({ AccessKeyId, CreateDate }) => ({
    name: `${UserName} -> ${AccessKeyId}`,
    properties: { UserName, AccessKeyID: AccessKeyId, CreateDate: moment(CreateDate) },
    remove: () => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })),
  }));
});

const groupMembership = ofEveryUser("IAMUserGroupAttachment", async (iam, UserName) => {
  const listing = paginateListGroupsForUser({ client: iam }, { UserName });
  const groups = await pages(listing, ({ Groups }) => Groups);
  return groups.map(({ GroupName }) => ({
    name: `${UserName} -> ${GroupName}`,
    properties: { GroupName, UserName },
    remove: () => iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName })),
  }));
});

const isMissing = (error: unknown) =>
  error instanceof Error && error.name === "NoSuchEntityException";

const loginProfile = ofEveryUser("IAMLoginProfile", async (iam, UserName) => {
  try {
    const { LoginProfile } = await iam.send(new GetLoginProfileCommand({ UserName }));
    const CreateDate = moment(LoginProfile?.CreateDate);
    const remove = () => iam.send(new DeleteLoginProfileCommand({ UserName }));
    return [{ name: UserName, properties: { UserName, CreateDate }, remove }];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
});

const mfaDevice = ofEveryUser("IAMUserMFADevice", async (iam, UserName) => {
  const listing = paginateListMFADevices({ client: iam }, { UserName });
  const devices = await pages(listing, ({ MFADevices }) => MFADevices);
  return devices.map(({ SerialNumber, EnableDate }) => ({
    name: `${UserName} -> ${SerialNumber}`,
    properties: { UserName, SerialNumber, EnableDate: moment(EnableDate) },
    remove: () => iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber })),
  }));
});

async function deleteDevice(iam: IAMClient, SerialNumber: string, owner: User | undefined) {
  if (owner?.UserName !== undefined)
    await iam.send(new DeactivateMFADeviceCommand({ UserName: owner.UserName, SerialNumber }));
  await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
}

const virtualDevice: Kind = {
  type: "IAMVirtualMFADevice",
  list: async ({ clients: { iam } }) => {
    const listing = paginateListVirtualMFADevices({ client: iam }, {});
    const devices = await pages(listing, ({ VirtualMFADevices }) => VirtualMFADevices);
    return devices.map(({ SerialNumber = "", User: owner }) => ({
      name: SerialNumber,
      properties: { SerialNumber, Assigned: String(owner !== undefined) },
      cannot: SerialNumber.endsWith("/root-account-mfa-device")
        ? "cannot delete root mfa device"
        : undefined,
      remove: () => deleteDevice(iam, SerialNumber, owner),
    }));
  },
};

/** Users, last of all, after what hangs on them. */
export const userKinds: readonly Kind[] = [
  userPolicy,
  userPolicyAttachment,
  accessKey,
  groupMembership,
  loginProfile,
  mfaDevice,
  virtualDevice,
  user,
];
