import { cloudIdentity } from "../../../local/identity/cloud-identity.ts";
import {
  makeRootKey,
  makeUser,
  type UserOptions,
} from "../../../local/identity/first-credentials.ts";
import {
  NO_ORGANIZATION,
  type OrganizationView,
} from "../../../local/identity/organization-view.ts";
import { rootUser } from "../../../local/identity/principals.ts";
import { AwsError } from "../../../local/kernel/aws-error.ts";
import type { Credentials, Principal, ServicePrincipal } from "../../../local/kernel/principal.ts";
import type { Authorization, Call } from "../../../local/kernel/service.ts";
import { keysOwnedBy } from "../../../local/services/iam/access-keys.ts";
import { makeRole, type NewRole } from "../../../local/services/iam/make-role.ts";
import { iamService } from "../../../local/services/iam/service.ts";
import { accessKeysOf, usersOf } from "../../../local/services/iam/tables.ts";
import { stsService } from "../../../local/services/sts/service.ts";
import { decideFor } from "../../../local/wire/authorize.ts";
import {
  ACCOUNT,
  type Answered,
  aCall,
  aPolicy,
  aTrust,
  aWorld,
  operationOf,
} from "../iam/a-call.ts";

export const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** IAM and STS with who is who, where calls are signed by keys and authorized as in the whole cloud. */
export function aCloud(given: Partial<OrganizationView> = {}) {
  const organization = { ...NO_ORGANIZATION, ...given };
  const { world, clock } = aWorld();
  const identity = cloudIdentity(world, organization);
  const services = {
    iam: iamService(world, { organization }),
    sts: stsService(world, { organization }),
  };

  function whoHas({ accessKeyId }: Credentials) {
    const known = identity.knownKey(accessKeyId);
    if (!known) throw new AwsError("InvalidClientTokenId", "The security token is invalid.", 403);
    return known.principal;
  }

  function check(needed: Authorization, { principal, region }: Call) {
    const origin = { principal, region, requestId: "request", userAgent: "test" };
    const decision = decideFor({ world, identity }, origin, needed);
    if (!decision.allowed) throw new AwsError("AccessDenied", decision.message, 403);
  }

  async function run(principal: Principal, name: string, input: object) {
    const [service, operationName = ""] = name.split(":") as ["iam" | "sts", string];
    const call = aCall(world, principal);
    const operation = operationOf(services[service], operationName);
    for (const needed of operation.authorize(input, call)) check(needed, call);
    return await operation.run(input, call);
  }

  return {
    world,
    clock,
    identity,
    user: (name: string, options: UserOptions = {}) =>
      makeUser(world, ACCOUNT, { name, ...options }),
    role: (RoleName: string, role: Partial<NewRole> = {}) =>
      makeRole(
        world,
        { account: ACCOUNT, RoleName, AssumeRolePolicyDocument: aTrust(), ...role },
        () => true,
      ),
    root: (account = ACCOUNT) => makeRootKey(world, account),
    contextOf: (credentials: Credentials) => identity.contextOf(whoHas(credentials)),
    /** Deletes a user, keys and policies first. */
    async remove(UserName: string) {
      const { id = "" } = usersOf(world, ACCOUNT).get(UserName) ?? {};
      for (const key of keysOwnedBy(world, ACCOUNT, id)) accessKeysOf(world).delete(key.id);
      await run(rootUser(ACCOUNT), "iam:DeleteUser", { UserName });
    },
    attach: (RoleName: string, PolicyArn: string) =>
      run(rootUser(ACCOUNT), "iam:AttachRolePolicy", { RoleName, PolicyArn }),
    trust: (RoleName: string, PolicyDocument: string) =>
      run(rootUser(ACCOUNT), "iam:UpdateAssumeRolePolicy", { RoleName, PolicyDocument }),
    /** Calls an operation, such as `sts:AssumeRole`, signed with a key. */
    call: async (credentials: Credentials, name: string, input: object = {}) =>
      await run(whoHas(credentials), name, input),
  };
}

export type Cloud = ReturnType<typeof aCloud>;

/** The ARN of a role of the account. */
export const roleArn = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;

/** The credentials of an answer of STS. */
export function credentialsIn(answer: Answered): Required<Credentials> {
  const made = answer["Credentials"] as Record<string, string>;
  return {
    accessKeyId: made["AccessKeyId"] ?? "",
    secretAccessKey: made["SecretAccessKey"] ?? "",
    sessionToken: made["SessionToken"] ?? "",
  };
}

/** Enters a role and gives the credentials of the session. */
export async function enter(
  cloud: Cloud,
  credentials: Credentials,
  { name = "worker", ...more }: { name?: string } & Record<string, unknown> = {},
): Promise<Required<Credentials>> {
  const input = { RoleArn: roleArn(name), RoleSessionName: "session", ...more };
  return credentialsIn(await cloud.call(credentials, "sts:AssumeRole", input));
}

/** An administrator's role with a tag, and the session of a user who may enter it. */
export async function aSession(more: Record<string, unknown> = {}) {
  const cloud = aCloud();
  cloud.role("worker", { Tags: [{ Key: "team", Value: "blue" }] });
  await cloud.attach("worker", ADMINISTRATOR);
  const ann = cloud.user("ann", { inline: { enter: aPolicy({ Action: "sts:*" }) } });
  return { cloud, ann, session: await enter(cloud, ann, more) };
}

/** A service that calls in its own name, as it enters roles. */
export function aService(name: string, more: Partial<ServicePrincipal> = {}): ServicePrincipal {
  const service = `${name}.amazonaws.com`;
  return { kind: "service", service, account: ACCOUNT, arn: service, userId: service, ...more };
}
