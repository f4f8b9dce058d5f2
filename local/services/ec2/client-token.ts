import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { recordsAt } from "./site.ts";

/** What was asked for with a client token, and what came of it. */
interface TokenUse {
  readonly request: string;
  readonly id: string;
}

interface WithToken {
  readonly ClientToken?: string | undefined;
}

/** The error of a token that was used for something else. */
export function otherRequest(): AwsError {
  const message =
    "The request uses the same client token as a previous, but non-identical request.";
  return new AwsError("IdempotentParameterMismatch", message);
}

/**
 * Makes a resource once for each client token, which SDKs and the AWS CLI send without being told (EC2
 * Developer Guide, "Ensuring idempotency"). Answers the id of what was made, now or before. `kind` keeps
 * the tokens of different operations apart. Errors: IdempotentParameterMismatch.
 */
export function madeOnce<I extends WithToken>(
  kind: string,
  { input, call }: { readonly input: I; readonly call: Call },
  make: () => string,
): string {
  const { ClientToken, ...rest } = input;
  if (ClientToken === undefined) return make();
  const uses = recordsAt<TokenUse>(call, "client-token");
  const key = `${kind} ${ClientToken}`;
  const request = JSON.stringify(rest);
  const before = uses.get(key);
  if (before && before.request !== request) throw otherRequest();
  if (before) return before.id;
  const id = make();
  uses.set(key, { request, id });
  return id;
}
