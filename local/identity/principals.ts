import type {
  IamUser,
  Principal,
  RoleSession,
  RootUser,
  SessionFacts,
} from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import { arnOf, rootArn } from "../services/iam/arns.ts";
import { userWithId } from "../services/iam/find.ts";
import type { RoleRecord, UserRecord } from "../services/iam/records.ts";
import { keyOf, rolesOf } from "../services/iam/tables.ts";
import type { SessionRecord } from "./sessions.ts";

export function rootUser(account: string, session?: SessionFacts): RootUser {
  const arn = rootArn(account);
  return { kind: "root", account, arn, userId: account, ...(session && { session }) };
}

export function iamUser(user: UserRecord, session?: SessionFacts): IamUser {
  const { account, name: userName, id: userId } = user;
  const arn = arnOf("user", user);
  return { kind: "user", account, arn, userId, userName, ...(session && { session }) };
}

export function roleSession(
  role: RoleRecord,
  sessionName: string,
  session: SessionFacts,
): RoleSession {
  const { account, name: roleName, id } = role;
  return {
    kind: "role",
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    roleArn: arnOf("role", role),
    roleName,
    userId: `${id}:${sessionName}`,
    session,
  };
}

/** The role of a session; undefined when it was deleted, even if another one has its name now. */
export function roleOfSession(
  world: World,
  { account, roleName, userId }: Pick<RoleSession, "account" | "roleName" | "userId">,
): RoleRecord | undefined {
  const role = rolesOf(world, account).get(keyOf(roleName));
  return role && userId.startsWith(`${role.id}:`) ? role : undefined;
}

/** Who has the temporary credentials; undefined when the user or role is gone. */
export function holderOf(world: World, session: SessionRecord): Principal | undefined {
  const { account, owner, facts } = session;
  if (owner.kind === "root") return rootUser(account, facts);
  if (owner.kind === "user") {
    const user = userWithId(world, account, owner.userId);
    return user && iamUser(user, facts);
  }
  const { roleName, roleId, sessionName } = owner;
  const role = roleOfSession(world, { account, roleName, userId: `${roleId}:` });
  return role && roleSession(role, sessionName, facts);
}
