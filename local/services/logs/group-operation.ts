import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { type GroupRecord, groupArn, groupFor, groupName } from "./groups.ts";

/** An operation on one log group. */
interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated, besides those that name the group. */
  readonly members?: readonly (keyof I & string)[];
  readonly run: (group: GroupRecord, input: I, call: Call) => O;
}

interface GroupInput {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamName?: string | undefined;
}

const referenceIn = ({ logGroupName, logGroupIdentifier }: GroupInput) =>
  logGroupName ?? logGroupIdentifier ?? "";

/** Actions on a stream name it; those on a group end in `:*` (Service Authorization Reference). */
const ON_STREAM = ["PutLogEvents", "GetLogEvents", "DeleteLogStream"];

function authorization(name: string, input: GroupInput, call: Call): Authorization {
  const arn = groupArn(call, groupName(referenceIn(input)));
  const onStream = ON_STREAM.includes(name) && input.logStreamName !== undefined;
  const resource = onStream ? `${arn}:log-stream:${input.logStreamName}` : `${arn}:*`;
  return { action: `logs:${name}`, resource };
}

/** An operation that refuses what it does not emulate and finds its group before it runs. */
export function groupOperation<I extends GroupInput, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, members = [] } = described;
  return {
    authorize: (input, call) => [authorization(name, input, call)],
    run(input, call) {
      onlyMembers(`logs:${name}`, input, ["logGroupName", "logGroupIdentifier", ...members]);
      const group = groupFor(call.world, call, referenceIn(input));
      return described.run(group, input, call);
    },
  };
}

/** A page of a listing; its token is the place where the next begins. */
export function pageOf<T>(
  items: readonly T[],
  { nextToken, limit }: { nextToken?: string | undefined; limit: number },
): { readonly items: readonly T[]; readonly nextToken?: string } {
  const start = Number(nextToken ?? 0);
  const end = start + limit;
  const page = items.slice(start, end);
  return end < items.length ? { items: page, nextToken: String(end) } : { items: page };
}
