import * as z from "zod";

const state = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).default([]),
  Catch: z.array(z.looseObject({ Next: z.string(), ErrorEquals: z.array(z.string()) })).default([]),
});

const machine = z.looseObject({
  Comment: z.string(),
  StartAt: z.string(),
  States: z.record(z.string(), state),
});

type State = z.output<typeof state>;

/** The condition of a choice, as far as it says more than that there is one. */
const conditionOf = (choice: Record<string, unknown>): string => {
  const { Variable = "", Next: _, Comment, ...rest } = choice;
  if (typeof Comment === "string") return Comment;
  const [[, value] = []] = Object.entries(rest);
  return `${String(Variable).replace(/^\$\./, "")} = ${String(value)}`;
};

const escaped = (text: string) => text.replaceAll('"', "'");

/** A state machine in Amazon States Language as a drawing in Mermaid, and what it says of itself. */
export function drawn(text: string): { readonly comment: string; readonly mermaid: string } {
  const { Comment, StartAt, States } = machine.parse(JSON.parse(text));
  const names = Object.keys(States);
  const id = (name: string) => `s${names.indexOf(name)}`;
  const nodes = Object.entries(States).map(([name, { Type }]) => {
    const [open, close] = SHAPES[Type] ?? ["[", "]"];
    return `  ${id(name)}${open}"${escaped(name)}"${close}`;
  });
  const arrows = Object.entries(States).flatMap(([name, each]) =>
    arrowsOf(each).map(({ to, label, isFailure }) => {
      const line = isFailure ? "-.->" : "-->";
      return `  ${id(name)} ${line}${label === "" ? "" : `|"${escaped(label)}"|`} ${to === undefined ? "over" : id(to)}`;
    }),
  );
  const mermaid = [
    "flowchart TD",
    `  begin((" ")) --> ${id(StartAt)}`,
    ...nodes,
    ...arrows,
    '  over((" "))',
  ].join("\n");
  return { comment: Comment, mermaid };
}

const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  Choice: ["{", "}"],
  Wait: ["([", "])"],
  Fail: ["[[", "]]"],
  Succeed: ["((", "))"],
};

interface Arrow {
  /** The end of the execution when undefined. */
  readonly to: string | undefined;
  readonly label: string;
  readonly isFailure: boolean;
}

function arrowsOf({ Next, End, Default, Choices, Catch, Type }: State): readonly Arrow[] {
  const ends = End === true || Type === "Fail" || Type === "Succeed";
  return [
    ...Choices.map((choice) => ({ to: choice.Next, label: conditionOf(choice), isFailure: false })),
    ...(Default === undefined ? [] : [{ to: Default, label: "else", isFailure: false }]),
    ...(Next === undefined ? [] : [{ to: Next, label: "", isFailure: false }]),
    ...(ends ? [{ to: undefined, label: "", isFailure: false }] : []),
    ...Catch.map((each) => ({
      to: each.Next,
      label: each.ErrorEquals.filter((name) => name !== "States.ALL").join(", "),
      isFailure: true,
    })),
  ];
}
