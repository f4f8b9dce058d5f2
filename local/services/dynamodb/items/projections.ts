import type { Path } from "../expressions/document-path.ts";
import { projected, readProjection } from "../expressions/projection.ts";
import { checkTermsWanted, type SentTerms, Terms } from "../expressions/terms.ts";
import type { Item } from "../values/value.ts";

/** A request that may want only a part of each item. */
export interface SentProjection extends SentTerms {
  readonly ProjectionExpression?: string | undefined;
}

/** Gives the wanted part of an item. */
export type Projecting = (item: Item) => Item;

export const projectingOn = (paths: readonly Path[] | undefined): Projecting =>
  paths ? (item) => projected(item, paths) : (item) => item;

/** Reads the projection of a request that has no other expression. Errors: ValidationException. */
export function onlyProjection(sent: SentProjection): Projecting {
  const { ProjectionExpression: text } = sent;
  checkTermsWanted(sent, { ProjectionExpression: text });
  if (text === undefined) return projectingOn(undefined);
  const terms = new Terms(sent);
  const paths = readProjection({ kind: "ProjectionExpression", terms }, text);
  terms.checkAllUsed();
  return projectingOn(paths);
}
