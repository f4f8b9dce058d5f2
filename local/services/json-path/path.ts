/** One step of a JSONPath. */
export type Step =
  | { readonly kind: "child"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "slice"; readonly start: number; readonly end: number | undefined }
  | { readonly kind: "all" };

/** A JSONPath that was understood. */
export interface Path {
  readonly text: string;
  /** `$$` addresses the context object of a state machine. */
  readonly root: "$" | "$$";
  readonly steps: readonly Step[];
}

/** A text that is no JSONPath, or one with filters, unions or descents, which are not emulated. */
export class InvalidPath extends Error {
  override readonly name = "InvalidPath";
}

const STEP =
  /\.(?<name>[^.[\]()'"\s*?,@$]+)|\[(?<quote>['"])(?<quoted>(?:\\.|(?!\k<quote>).)*)\k<quote>\]|\[(?<index>-?\d+)\]|\[(?<start>\d*):(?<end>\d*)\]|(?<all>\.\*|\[\*\])/uy;

type Groups = Readonly<Record<string, string | undefined>>;

function stepOf({ name, quoted, index, start, end, all }: Groups): Step {
  if (name !== undefined) return { kind: "child", name };
  if (quoted !== undefined) return { kind: "child", name: quoted.replaceAll(/\\(.)/gu, "$1") };
  if (index !== undefined) return { kind: "index", index: Number(index) };
  if (all !== undefined) return { kind: "all" };
  return { kind: "slice", start: Number(start), end: end === "" ? undefined : Number(end) };
}

/**
 * Understands a JSONPath of children, indices, slices and wildcards.
 * Errors: InvalidPath for everything else.
 */
export function parsePath(text: string): Path {
  const root = text.startsWith("$$") ? "$$" : "$";
  if (!text.startsWith("$")) throw new InvalidPath(`${text} does not begin with $`);
  const steps: Step[] = [];
  for (let at = root.length; at < text.length; at = STEP.lastIndex) {
    STEP.lastIndex = at;
    const groups = STEP.exec(text)?.groups;
    if (!groups) throw new InvalidPath(`${text.slice(at)} of ${text} is not understood`);
    steps.push(stepOf(groups));
  }
  return { text, root, steps };
}

/** Whether the path can mean one node only, so that something can be written there. */
export const isReference = ({ root, steps }: Path): boolean =>
  root === "$" && steps.every(({ kind }) => kind === "child" || kind === "index");
