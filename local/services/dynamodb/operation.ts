import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { ownerOf, wantedArn } from "./tables/find-table.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

interface Described<I, O> {
  /** Name of the operation; the permission is `dynamodb:<name>`. */
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  /** Needed instead of the permission on the table named by TableName. */
  readonly authorize?: (input: I, call: Call) => readonly Authorization[];
  readonly run: (input: I, call: Call) => O;
}

/** What must be allowed on a table, or on one of its indexes. */
export function onTable(
  call: Call,
  {
    action,
    table,
    index,
  }: { action: string; table: string | undefined; index?: string | undefined },
): Authorization {
  const arn = wantedArn(call, table);
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? arn : `${arn}/index/${index}`,
    resourceAccount: ownerOf(call, table),
  };
}

/** An operation that refuses what it does not emulate, and needs the permission of its name. */
export function operation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, members } = described;
  const onItsTable = (input: I, call: Call) => [
    onTable(call, { action: name, table: (input as { TableName?: string }).TableName }),
  ];
  return {
    authorize: described.authorize ?? onItsTable,
    run(input, call) {
      onlyMembers(`dynamodb:${name}`, input, members);
      return described.run(input, call);
    },
  };
}
