import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import type { AccountDependencies } from "./dependencies.ts";
import { denied, invalid } from "./failures.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

/** The call with the account that it is about. */
export interface AccountCall extends Call {
  readonly target: string;
}

interface AnyInput {
  readonly AccountId?: string | undefined;
}

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated, besides AccountId. */
  readonly members: readonly (keyof I & string)[];
  readonly context?: (input: I) => NonNullable<Authorization["context"]>;
  readonly run: (input: I, call: AccountCall) => O;
}

const ACCOUNT_ID = /^\d{12}$/;

/** Resource types `account` and `accountInOrganization` (Service Authorization Reference). */
function resourceOf(call: Call, dependencies: AccountDependencies, target?: string): string {
  const management = dependencies.management();
  if (target === undefined || !management) return `arn:aws:account::${call.account}:account`;
  const { managementAccountId, orgId } = management;
  return `arn:aws:account::${managementAccountId}:account/${orgId}/${target}`;
}

/** Why the caller may not name this account in `AccountId`; undefined when it may (API Reference). */
function objection({ account }: Call, dependencies: AccountDependencies, target: string) {
  const management = dependencies.management();
  const { managementAccountId, administrator, isTrusted } = management ?? {};
  if (account !== managementAccountId && account !== administrator) {
    return "You must be in the management account or a delegated administrator account to specify an account.";
  }
  if (!isTrusted) {
    return "Your organization must first enable trusted access with AWS Account Management.";
  }
  if (target === managementAccountId) {
    return "The management account can only be managed using the standalone context from the management account.";
  }
  return dependencies.memberOf(target) ? undefined : "The account isn't in your organization.";
}

function targetOf(call: Call, dependencies: AccountDependencies, name: string, asked?: string) {
  if (asked === undefined) return call.account;
  if (!ACCOUNT_ID.test(asked)) {
    throw invalid(`Value '${asked}' at 'AccountId' failed to satisfy constraint: \\d{12}`);
  }
  const why = objection(call, dependencies, asked);
  if (why !== undefined) throw denied(call, name, why);
  return asked;
}

/** An operation on the caller's account, or on one that `AccountId` names where that is allowed. */
export const accountOperation =
  (dependencies: AccountDependencies) =>
  <I extends object, O>(described: Described<I, O>): Operation<I, O> => ({
    authorize(input, call) {
      const { AccountId }: AnyInput = input;
      const context = described.context?.(input);
      return [
        {
          action: `account:${described.name}`,
          resource: resourceOf(call, dependencies, AccountId),
          ...(context && { context }),
        },
      ];
    },
    run(input, call) {
      const { AccountId }: AnyInput = input;
      onlyMembers(`account:${described.name}`, input, ["AccountId", ...described.members]);
      const target = targetOf(call, dependencies, described.name, AccountId);
      return described.run(input, { ...call, target });
    },
  });

/** Makes operations that know the organization. */
export type Make = ReturnType<typeof accountOperation>;
