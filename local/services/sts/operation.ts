import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  readonly authorize: (input: I, call: Call) => readonly Authorization[];
  readonly run: (input: I, call: Call) => O;
}

/** An operation that refuses what it does not emulate. */
export function stsOperation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, members, authorize, run } = described;
  return {
    authorize,
    run(input, call) {
      onlyMembers(`sts:${name}`, input, members);
      return run(input, call);
    },
  };
}
