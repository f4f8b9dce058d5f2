import type { RootUser } from "../../local/kernel/principal.ts";
import type { TestCloud } from "./cloud.ts";

/** Accounts of the local cloud that are there before Mayfly makes any. */
export const MANAGEMENT = "111111111111";
export const VENDING = "222222222222";

interface Errand {
  readonly account?: string;
  readonly region?: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly operation: string;
  readonly input?: object;
}

/** Does something as the root of an account, which nothing is forbidden: to arrange a test, or to look. */
export async function asRoot<O>(
  { dispatch, configuration }: Pick<TestCloud, "dispatch" | "configuration">,
  { account = VENDING, region = configuration.region, input = {}, ...call }: Errand,
): Promise<O> {
  const arn = `arn:aws:iam::${account}:root`;
  const principal: RootUser = { kind: "root", account, arn, userId: account };
  return (await dispatch({ principal, region, input, ...call })) as O;
}
