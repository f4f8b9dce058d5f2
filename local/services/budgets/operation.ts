import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import { accessDenied, invalid } from "./failures.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

interface AnyInput {
  readonly AccountId?: string | undefined;
}

interface Described<I, O> {
  readonly name: string;
  /** The permission: operations have none of their own (Service Authorization Reference, AWS Budgets). */
  readonly action: "ModifyBudget" | "ViewBudget";
  /** Members of the input that are emulated, besides AccountId. */
  readonly members: readonly (keyof I & string)[];
  /** The budget that it is about; `*` where it is about all. */
  readonly budget: (input: I) => string | undefined;
  readonly run: (input: I, call: Call) => O;
}

const ACCOUNT_ID = /^\d{12}$/;

function checkAccount({ AccountId = "" }: AnyInput, { account }: Call): void {
  if (!ACCOUNT_ID.test(AccountId)) throw invalid("The account ID must be a 12-digit number.");
  if (AccountId !== account) throw accessDenied(AccountId);
}

/** An operation on budgets of the caller's own account, which it must name. */
export function budgetOperation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, action, members, budget, run } = described;
  return {
    authorize(input, { account }) {
      const { AccountId: owner = account }: AnyInput = input;
      const resource = `arn:aws:budgets::${owner}:budget/${budget(input) ?? "*"}`;
      return [{ action: `budgets:${action}`, resource, resourceAccount: owner }];
    },
    run(input, call) {
      onlyMembers(`budgets:${name}`, input, ["AccountId", ...members]);
      checkAccount(input, call);
      return run(input, call);
    },
  };
}
