import { ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { STSClient } from "@aws-sdk/client-sts";
import { accessExternalId } from "../../domain/access/access-role.ts";
import { AccessRoleNotReady } from "../../domain/failures.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { ChildAccount, ChildAccounts } from "../../ports/child-account.ts";
import { assumeRole } from "./assume-role.ts";
import { applyBaseline, compareBaseline } from "./baseline/apply-baseline.ts";
import { type ChildClients, childClients } from "./baseline/clients.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { closeAccess, openAccess } from "./iam-owner-access.ts";
import { isDenied, translated } from "./translate-failure.ts";

export interface ChildAccess {
  /** The broker role of the management account that may enter children. */
  readonly brokerRoleArn: string;
  /** Name of the role that Organizations makes in every account it creates, and that adopted ones have too. */
  readonly accessRoleName: string;
}

/** Enters accounts by way of the broker, which their access role trusts. */
export const childAccounts = (access: ChildAccess): ChildAccounts => ({
  enter: (accountId, session) => childAccount(accountId, clientsOf(access, accountId, session)),
});

function clientsOf(access: ChildAccess, accountId: AccountId, sessionName: string): ChildClients {
  const broker = assumeRole(new STSClient(CLIENT_SETTINGS), {
    roleArn: access.brokerRoleArn,
    sessionName,
  });
  return childClients(
    assumeRole(new STSClient({ ...CLIENT_SETTINGS, credentials: broker }), {
      roleArn: `arn:aws:iam::${accountId}:role/${access.accessRoleName}`,
      sessionName,
      externalId: accessExternalId(accountId),
    }),
  );
}

/**
 * What is denied may be allowed soon: the role of a new account appears late, and conditions on the
 * organization fail now and then for 10 to 20 minutes after an account has joined (facts 9).
 */
async function entered<T>(accountId: AccountId, what: string, deed: Promise<T>): Promise<T> {
  try {
    return await translated(what, deed);
  } catch (error) {
    if (!isDenied(error)) throw error;
    const { message } = error as Error;
    const waiting = `${what}: account ${accountId} does not let us in through its access role yet: ${message}`;
    throw new AccessRoleNotReady(waiting, { accountId }, { cause: error });
  }
}

const childAccount = (accountId: AccountId, clients: ChildClients): ChildAccount => ({
  probe: async () => {
    await entered(
      accountId,
      "ListAccountAliases",
      clients.iam.send(new ListAccountAliasesCommand({})),
    );
  },
  apply: (baseline, site) =>
    entered(accountId, "Apply baseline", applyBaseline(clients, baseline, site)),
  compare: (baseline, site) =>
    entered(accountId, "Compare baseline", compareBaseline(clients, baseline, site)),
  openAccess: (access) => entered(accountId, "Open access", openAccess(clients.iam, access)),
  closeAccess: (roleName) => entered(accountId, "Close access", closeAccess(clients.iam, roleName)),
});
