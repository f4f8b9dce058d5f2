import type { ListShape, MapShape, Member, Shape, StructureShape } from "../schema/shape.ts";
import { valueFromText } from "../schema/text-value.ts";

/** Parameters such as `Tags.member.1.Key=a`, as the tree that their dots describe. */
interface Branch {
  value?: string;
  readonly branches: Map<string, Branch>;
}

/** The two dialects: EC2 names members in its own way, and its lists are always flat. */
export type Dialect = "awsQuery" | "ec2Query";

function treeOf(pairs: readonly (readonly [string, string])[]): Branch {
  const root: Branch = { branches: new Map() };
  for (const [path, value] of pairs) {
    let at = root;
    for (const name of path.split(".")) {
      const next = at.branches.get(name) ?? { branches: new Map<string, Branch>() };
      at.branches.set(name, next);
      at = next;
    }
    at.value = value;
  }
  return root;
}

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function parameterName({ name, traits }: Member, dialect: Dialect): string {
  if (dialect === "awsQuery") return traits.xmlName ?? name;
  return traits.ec2QueryName ?? capitalized(traits.xmlName ?? name);
}

/** Branches `1`, `2`, … in the order of their numbers. */
function numbered(branch: Branch): readonly Branch[] {
  return [...branch.branches]
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, each]) => each);
}

const isFlat = (member: Member | undefined, dialect: Dialect) =>
  dialect === "ec2Query" || member?.traits.xmlFlattened !== undefined;

/** Reads the parameters of one request. */
class Reading {
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  structure(shape: StructureShape, branch: Branch): Record<string, unknown> {
    const left = new Map(branch.branches);
    const found: [string, unknown][] = [];
    for (const member of shape.members.values()) {
      const name = parameterName(member, this.#dialect);
      const value = left.get(name);
      if (!value) continue;
      left.delete(name);
      found.push([member.name, this.#value(member.shape, value, member)]);
    }
    // Kept under their own names, so that checking the input names them.
    const strangers = [...left].map(([name, each]): [string, unknown] => [name, each.value ?? ""]);
    return Object.fromEntries([...found, ...strangers]);
  }

  #list(shape: ListShape, branch: Branch, flat: boolean): unknown[] {
    const items = flat ? branch : branch.branches.get(shape.member.traits.xmlName ?? "member");
    return items ? numbered(items).map((each) => this.#value(shape.member.shape, each)) : [];
  }

  #map(shape: MapShape, branch: Branch, flat: boolean): unknown {
    const entries = flat ? branch : branch.branches.get("entry");
    const part = (entry: Branch, member: Member): Branch =>
      entry.branches.get(member.traits.xmlName ?? member.name) ?? { branches: new Map() };
    return Object.fromEntries(
      (entries ? numbered(entries) : []).map((entry) => [
        part(entry, shape.key).value ?? "",
        this.#value(shape.value.shape, part(entry, shape.value)),
      ]),
    );
  }

  #value(shape: Shape, branch: Branch, member?: Member): unknown {
    const flat = isFlat(member, this.#dialect);
    switch (shape.kind) {
      case "structure":
        return this.structure(shape, branch);
      case "list":
        return this.#list(shape, branch, flat);
      case "map":
        return this.#map(shape, branch, flat);
      default:
        return valueFromText(shape, branch.value ?? "");
    }
  }
}

/** Reads the input of an operation from the parameters of a query request. */
export function inputFromParameters(
  shape: StructureShape,
  pairs: readonly (readonly [string, string])[],
  dialect: Dialect,
): Record<string, unknown> {
  return new Reading(dialect).structure(shape, treeOf(pairs));
}
