import type {
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
  Projection as SentProjection,
} from "@aws-sdk/client-dynamodb";
import { onlyMembers } from "../../../kernel/only-members.ts";
import { invalidParameter } from "../errors.ts";
import { MOST_GLOBAL_INDEXES, MOST_INCLUDED_ATTRIBUTES, MOST_LOCAL_INDEXES } from "../limits.ts";
import { checkName } from "./find-table.ts";
import type { IndexRecord, KeyShape, Projection } from "./records.ts";
import { keyOf } from "./schema.ts";

/** The indexes that a new table asks for. */
export interface SentIndexes {
  readonly LocalSecondaryIndexes?: readonly LocalSecondaryIndex[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndex[] | undefined;
}

/** What an index reads from its table. */
interface Setting {
  readonly key: KeyShape;
  /** When the index can be asked. */
  readonly readyAt: number;
}

function projectionOf(sent: SentProjection | undefined): Projection {
  const { ProjectionType: type, NonKeyAttributes: attributes } = sent ?? {};
  if (type !== "ALL" && type !== "KEYS_ONLY" && type !== "INCLUDE") {
    throw invalidParameter(`Unknown ProjectionType: ${type}`);
  }
  if (type === "INCLUDE" && !attributes) {
    throw invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
  if (type !== "INCLUDE" && attributes) {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  return { type, attributes: attributes ?? [] };
}

const NO_THROUGHPUT = { read: 0, write: 0 };

/** Errors: ValidationException. */
export function globalIndexOf(
  sent: GlobalSecondaryIndex,
  { readyAt }: Pick<Setting, "readyAt">,
): IndexRecord {
  onlyMembers("dynamodb:CreateTable", sent, [
    ...["IndexName", "KeySchema", "Projection", "ProvisionedThroughput"],
  ]);
  checkName(sent.IndexName, "globalSecondaryIndexes.1.member.indexName");
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = sent.ProvisionedThroughput ?? {};
  return {
    name: sent.IndexName,
    kind: "global",
    key: keyOf(sent.KeySchema ?? [], "globalSecondaryIndexes.1.member.keySchema"),
    projection: projectionOf(sent.Projection),
    throughput: read !== undefined && write !== undefined ? { read, write } : NO_THROUGHPUT,
    readyAt,
  };
}

function localIndexOf(sent: LocalSecondaryIndex, { key, readyAt }: Setting): IndexRecord {
  checkName(sent.IndexName, "localSecondaryIndexes.1.member.indexName");
  const own = keyOf(sent.KeySchema ?? [], "localSecondaryIndexes.1.member.keySchema");
  const name = sent.IndexName;
  if (key.range === undefined) {
    throw invalidParameter(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  }
  if (own.range === undefined) {
    throw invalidParameter(`Index KeySchema does not have a range key for index: ${name}`);
  }
  if (own.hash !== key.hash) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${own.hash}, table hash key: ${key.hash}`,
    );
  }
  const projection = projectionOf(sent.Projection);
  return { name, kind: "local", key: own, projection, throughput: NO_THROUGHPUT, readyAt };
}

/** Errors: ValidationException when the indexes of a table are too many, or not distinct. */
export function checkTogether(indexes: readonly IndexRecord[]): void {
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidParameter(`Duplicate index name: ${twice}`);
  const locals = indexes.filter(({ kind }) => kind === "local").length;
  if (locals > MOST_LOCAL_INDEXES) {
    throw invalidParameter(
      `Number of LocalSecondaryIndexes exceeds per-table limit of ${MOST_LOCAL_INDEXES}`,
    );
  }
  if (indexes.length - locals > MOST_GLOBAL_INDEXES) {
    throw invalidParameter(
      `GlobalSecondaryIndex count exceeds the per-table limit of ${MOST_GLOBAL_INDEXES}`,
    );
  }
  const included = indexes.flatMap(({ projection }) => projection.attributes).length;
  if (included <= MOST_INCLUDED_ATTRIBUTES) return;
  throw invalidParameter(
    `NonKeyAttributes exceeds the per-table limit of ${MOST_INCLUDED_ATTRIBUTES}`,
  );
}

/** All indexes of a new table. Errors: ValidationException. */
export function indexesOf(sent: SentIndexes, setting: Setting): readonly IndexRecord[] {
  const { LocalSecondaryIndexes: locals, GlobalSecondaryIndexes: globals } = sent;
  if (locals?.length === 0) throw invalidParameter("List of LocalSecondaryIndexes is empty");
  if (globals?.length === 0) throw invalidParameter("List of GlobalSecondaryIndexes is empty");
  const indexes = [
    ...(locals ?? []).map((each) => localIndexOf(each, setting)),
    ...(globals ?? []).map((each) => globalIndexOf(each, setting)),
  ];
  checkTogether(indexes);
  return indexes;
}
