import {
  CreateAccountAliasCommand,
  DeleteAccountAliasCommand,
  GetAccountPasswordPolicyCommand,
  type IAMClient,
  type PasswordPolicy as IamPasswordPolicy,
  ListAccountAliasesCommand,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import type { Baseline, PasswordPolicy } from "../../domain/baseline/baseline.ts";
import type { BaselineNaming } from "../../ports/child-account.ts";
import { isNamed, NOT_THERE, THERE_ALREADY, unlessDone } from "./translate-failure.ts";

/** Makes the account as the baseline says and answers what had to be changed: nothing, the second time. */
export async function applyBaseline(
  iam: IAMClient,
  baseline: Baseline,
  naming: BaselineNaming,
): Promise<readonly string[]> {
  return [
    ...(await nameAccount(iam, naming.alias)),
    ...(await setPasswordPolicy(iam, baseline.passwordPolicy)),
  ];
}

/** An account has one alias at most; aws-nuke refuses an account that has none. */
async function nameAccount(iam: IAMClient, alias: string): Promise<readonly string[]> {
  const present = await aliasOf(iam);
  if (present === alias) return [];
  if (present !== undefined)
    await unlessDone(
      iam.send(new DeleteAccountAliasCommand({ AccountAlias: present })),
      ...NOT_THERE,
    );
  await iam
    .send(new CreateAccountAliasCommand({ AccountAlias: alias }))
    .catch(async (error: unknown) => {
      // It is another account's, unless an attempt whose answer was lost has made it ours.
      if (!isNamed(error, ...THERE_ALREADY) || (await aliasOf(iam)) !== alias) throw error;
    });
  return [`account alias ${alias}`];
}

async function aliasOf(iam: IAMClient): Promise<string | undefined> {
  const { AccountAliases: [alias] = [] } = await iam.send(new ListAccountAliasesCommand({}));
  return alias;
}

async function setPasswordPolicy(
  iam: IAMClient,
  wanted: PasswordPolicy,
): Promise<readonly string[]> {
  if (isSame(await passwordPolicyOf(iam), wanted)) return [];
  await iam.send(new UpdateAccountPasswordPolicyCommand({ ...wanted }));
  return ["password policy"];
}

async function passwordPolicyOf(iam: IAMClient): Promise<IamPasswordPolicy | undefined> {
  try {
    return (await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy;
  } catch (error) {
    if (isNamed(error, ...NOT_THERE)) return undefined;
    throw error;
  }
}

const OPTIONAL = ["MaxPasswordAge", "PasswordReusePrevention"] as const;

/** IAM answers more members than one sets (ExpirePasswords); the ones it was told must agree. */
function isSame(present: IamPasswordPolicy | undefined, wanted: PasswordPolicy): boolean {
  if (present === undefined) return false;
  const members = new Set([...Object.keys(wanted), ...OPTIONAL]) as Set<keyof PasswordPolicy>;
  return [...members].every((member) => present[member] === wanted[member]);
}
