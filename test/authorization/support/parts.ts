/** A statement of a policy, as JSON has it when it is deployed. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Conditions;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Something that could be taken out of a policy. */
export interface Part {
  readonly kind: "statement" | "action" | "resource" | "condition";
  /** What is taken out, in the words of the policy. */
  readonly text: string;
  /** Where it is taken out. */
  readonly statement: Statement;
  /** The statements that are left. */
  readonly without: readonly Statement[];
}

const list = (value: string | readonly string[]): readonly string[] => [value].flat();

/** Everything that could be taken out of the statements of a policy, one thing at a time. */
export function partsOf(statements: readonly Statement[]): readonly Part[] {
  return statements.flatMap((statement, index) => {
    const others = (...left: readonly Statement[]) => statements.toSpliced(index, 1, ...left);
    return [
      { kind: "statement" as const, text: textOf(statement), statement, without: others() },
      ...membersOf(statement).map(({ left, ...rest }) => ({
        ...rest,
        statement,
        without: others(left),
      })),
    ];
  });
}

/** Where a list has one member, taking it out is taking out the statement. */
function membersOf(statement: Statement) {
  const { Action, Resource } = statement;
  const [actions, resources] = [list(Action), list(Resource)];
  return [
    ...without(actions).map(([action, left]) => ({
      ...{ kind: "action" as const, text: `${action} on ${resources.join(", ")}` },
      left: { ...statement, Action: left },
    })),
    ...without(resources).map(([resource, left]) => ({
      ...{ kind: "resource" as const, text: `${resource} for ${actions.join(", ")}` },
      left: { ...statement, Resource: left },
    })),
    ...conditionsOf(statement),
  ];
}

function conditionsOf(statement: Statement) {
  const { Condition = {} } = statement;
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) =>
      without(list(values)).map(([value, left]) => ({
        ...{
          kind: "condition" as const,
          text: `${key} ${value} for ${list(statement.Action).join(", ")}`,
        },
        left: {
          ...statement,
          Condition: { ...Condition, [operator]: { ...keys, [key]: left } },
        },
      })),
    ),
  );
}

/** Each member of a list of at least two, with those that are left without it. */
const without = (members: readonly string[]): [member: string, left: readonly string[]][] =>
  members.length < 2 ? [] : members.map((member, index) => [member, members.toSpliced(index, 1)]);

const textOf = ({ Action, Resource }: Statement) =>
  `${list(Action).join(", ")} on ${list(Resource).join(", ")}`;
