import { constraint, invalid, invalidParameter } from "../errors.ts";
import type { Path } from "../expressions/document-path.ts";
import { type Projecting, projectingOn } from "../items/projections.ts";
import { heldAttributes, heldPart } from "../tables/held-attributes.ts";
import type { Item } from "../values/value.ts";
import { checkHeld, type Target } from "./target.ts";

const KNOWN: readonly string[] = [
  "SPECIFIC_ATTRIBUTES",
  "COUNT",
  "ALL_ATTRIBUTES",
  "ALL_PROJECTED_ATTRIBUTES",
];

/** Errors: ValidationException for a Select that is unknown or does not go with the request. */
export function checkSelect(
  select: string | undefined,
  asked: { readonly hasProjection: boolean; readonly hasIndex: boolean },
): void {
  if (select === undefined) return;
  if (!KNOWN.includes(select)) {
    const rule = `Member must satisfy enum value set: [${KNOWN.join(", ")}]`;
    throw constraint(select, "select", rule);
  }
  if (asked.hasProjection) {
    checkWithProjection(select);
    return;
  }
  if (select === "SPECIFIC_ATTRIBUTES") {
    throw invalid(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  }
  if (select !== "ALL_PROJECTED_ATTRIBUTES" || asked.hasIndex) return;
  throw invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
}

function checkWithProjection(select: string): void {
  if (select === "SPECIFIC_ATTRIBUTES") return;
  const what = select === "COUNT" ? "only the Count" : select;
  throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${what}`);
}

/** How items of a target are shown. */
export interface Shown {
  readonly filtered: (item: Item) => Item;
  readonly project: Projecting;
}

/** What of its items a target gives. Errors: ValidationException for what a global index does not hold. */
export function shownOf(
  target: Target,
  {
    select,
    paths,
  }: { readonly select?: string | undefined; readonly paths: readonly Path[] | undefined },
): Shown {
  const { index } = target;
  const held = heldAttributes(target);
  if (select === "ALL_ATTRIBUTES" && held && index?.kind === "global") {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  if (paths) {
    const problem = `Global secondary index ${index?.name} does not project`;
    checkHeld(
      target,
      paths.map(([name]) => name),
      problem,
    );
  }
  // A local index fetches from its table what it does not hold.
  const seesAll = index?.kind === "local" && (paths !== undefined || select === "ALL_ATTRIBUTES");
  const part = (item: Item) => (seesAll ? item : heldPart(item, held));
  return { filtered: part, project: projectingOn(paths) };
}
