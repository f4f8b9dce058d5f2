import * as z from "zod";
import { isArray, type Json } from "../../../json-path/json.ts";
import { parsePath } from "../../../json-path/path.ts";
import { runtimeFailure } from "../failure.ts";
import {
  common,
  handling,
  inAndOut,
  path,
  referencePath,
  resulting,
  template,
  transition,
} from "../fields.ts";
import { leave, numberAt, selectedInput } from "../flow.ts";
import { seen } from "../intrinsic/evaluate.ts";
import type { Scope } from "../scope.ts";
import { fillTemplate } from "../template.ts";
import type { Behaviour, Branch, Visit } from "../visit.ts";

export const mapState = z
  .strictObject({
    Type: z.literal("Map"),
    ...common,
    ...transition,
    ...inAndOut,
    ...resulting,
    ...handling,
    ItemsPath: path.optional(),
    ItemSelector: template.optional(),
    /** What ItemSelector was called before. */
    Parameters: template.optional(),
    MaxConcurrency: z.int().nonnegative().optional(),
    MaxConcurrencyPath: referencePath.optional(),
    ItemProcessor: z.custom<Scope>().optional(),
    /** What ItemProcessor was called before. */
    Iterator: z.custom<Scope>().optional(),
  })
  .refine(
    ({ ItemProcessor, Iterator }) => (ItemProcessor === undefined) !== (Iterator === undefined),
    {
      error: "ItemProcessor is required, or Iterator, but not both",
    },
  );

export type MapState = z.infer<typeof mapState>;

function itemsOf(state: MapState, visit: Visit): readonly Json[] {
  const input = selectedInput(state, visit);
  const text = state.ItemsPath ?? "$";
  const items = seen(parsePath(text), { ...visit, input });
  if (isArray(items)) return items;
  throw runtimeFailure(
    `Reference path '${text}' must point to array, but it points to '${JSON.stringify(items)}'`,
  );
}

function branchOf(state: MapState, visit: Visit, item: { index: number; value: Json }): Branch {
  const selector = state.ItemSelector ?? state.Parameters;
  const sight = {
    ...visit,
    input: selectedInput(state, visit),
    context: {
      ...(visit.context as object),
      Map: { Item: { Index: item.index, Value: item.value } },
    },
  };
  return {
    scope: [state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor"],
    item,
    input: selector === undefined ? item.value : fillTemplate(selector, sight),
  };
}

function concurrencyOf(state: MapState, visit: Visit): number {
  const { MaxConcurrency = 0, MaxConcurrencyPath } = state;
  const most =
    MaxConcurrencyPath === undefined
      ? MaxConcurrency
      : numberAt("MaxConcurrencyPath", MaxConcurrencyPath, visit);
  return most === 0 ? Number.MAX_SAFE_INTEGER : most;
}

/** Runs a scope for each item of a list, and goes on with the list of its outputs. */
export const map: Behaviour<MapState> = {
  enter: (state, visit) => ({
    kind: "fork",
    branches: itemsOf(state, visit).map((value, index) => branchOf(state, visit, { index, value })),
    concurrency: concurrencyOf(state, visit),
  }),
  finish: leave,
};
