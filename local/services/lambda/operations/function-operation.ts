import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../../kernel/service.ts";
import { notFound } from "../errors.ts";
import {
  type FunctionRecord,
  functionArn,
  functionFor,
  functionsOf,
  placeOf,
  qualifierOf,
} from "../functions.ts";
import { policyOf } from "../resource-policy.ts";

/** Which function a request is about. */
export interface FunctionInput {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
}

/** An operation on one function. */
interface Described<I, O> {
  readonly name: string;
  /** The permission; `lambda:<name>` when absent. */
  readonly action?: string;
  /** Members of the input that are emulated, besides FunctionName and Qualifier. */
  readonly members?: readonly (keyof I & string)[];
  readonly run: (record: FunctionRecord, input: I, call: Call) => O | Promise<O>;
}

/** What must be allowed on a function, with its resource policy where it exists. */
export function functionAuthorization(
  action: string,
  { FunctionName = "" }: FunctionInput,
  call: Call,
): Authorization {
  const place = placeOf(FunctionName, call);
  const found = functionsOf(call.world, place).get(place.name);
  const resourcePolicy = found && policyOf(found);
  return {
    action,
    resource: functionArn(place, place.name),
    resourceAccount: place.account,
    ...(resourcePolicy !== undefined && { resourcePolicy }),
  };
}

/** Only `$LATEST` exists: there are neither versions nor aliases. */
function checkQualifier(record: FunctionRecord, { FunctionName = "", Qualifier }: FunctionInput) {
  const qualifier = Qualifier ?? qualifierOf(FunctionName) ?? "$LATEST";
  if (qualifier !== "$LATEST") throw notFound(`Function not found: ${record.arn}:${qualifier}`);
}

/** An operation that refuses what it does not emulate and finds its function before it runs. */
export function functionOperation<I extends FunctionInput, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, action = `lambda:${name}`, members = [] } = described;
  return {
    authorize: (input, call) => [functionAuthorization(action, input, call)],
    async run(input, call) {
      onlyMembers(`lambda:${name}`, input, ["FunctionName", "Qualifier", ...members]);
      const record = functionFor(call.world, input.FunctionName ?? "", call);
      checkQualifier(record, input);
      return await described.run(record, input, call);
    },
  };
}
