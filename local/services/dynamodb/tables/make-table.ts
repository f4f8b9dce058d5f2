import type { CreateTableInput, StreamSpecification } from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../kernel/aws-error.ts";
import { constraint, inUse, invalid, invalidParameter } from "../errors.ts";
import { checkName, lookUp } from "./find-table.ts";
import { indexesOf } from "./indexes.ts";
import {
  type Site,
  type StreamRecordOfTable,
  type TableRecord,
  type Throughput,
  tableArn,
  tablesIn,
} from "./records.ts";
import { checkDefinitions, keyOf, typesOf } from "./schema.ts";
import { checkTags } from "./tag-set.ts";

const VIEWS: readonly string[] = ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"];
const CLASSES: readonly string[] = ["STANDARD", "STANDARD_INFREQUENT_ACCESS"];
const MODES: readonly string[] = ["PROVISIONED", "PAY_PER_REQUEST"];

/** A new stream of a table, named after this moment. Errors: ValidationException. */
export function streamOf(
  sent: StreamSpecification | undefined,
  now: number,
): StreamRecordOfTable | undefined {
  const { StreamEnabled: isOn, StreamViewType: view } = sent ?? {};
  if (!isOn) {
    if (view === undefined) return undefined;
    throw invalidParameter("StreamViewType is specified, but StreamEnabled is false");
  }
  if (view === undefined || !VIEWS.includes(view)) {
    throw invalidParameter("StreamEnabled is true, but StreamViewType is not specified");
  }
  return { label: new Date(now).toISOString().replace("Z", ""), view };
}

function throughputOf({ BillingMode: mode, ProvisionedThroughput: sent }: CreateTableInput) {
  if (mode !== undefined && !MODES.includes(mode)) {
    throw constraint(
      mode,
      "billingMode",
      "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
    );
  }
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = sent ?? {};
  if (mode === "PAY_PER_REQUEST") {
    if (!sent) return { read: 0, write: 0 };
    throw invalidParameter(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  if (read === undefined || write === undefined) {
    throw invalidParameter(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  return { read, write } satisfies Throughput;
}

function isManagedKey({ SSESpecification: sent }: CreateTableInput): boolean {
  if (sent?.KMSMasterKeyId !== undefined) throw new NotEmulated("customer managed keys of tables");
  if (sent?.SSEType === "AES256") throw invalid("SSEType AES256 is not supported");
  return sent?.Enabled ?? false;
}

function classOf({ TableClass: sent = "STANDARD" }: CreateTableInput): TableRecord["tableClass"] {
  if (CLASSES.includes(sent)) return sent;
  throw constraint(
    sent,
    "tableClass",
    "Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]",
  );
}

/**
 * Makes a table that is ready at a moment. Errors: ValidationException, ResourceInUseException when
 * there is one of that name.
 */
export function makeTable(site: Site, sent: CreateTableInput, readyAt: number): TableRecord {
  const { account, region } = site;
  const now = site.world.clock.now();
  const name = sent.TableName;
  checkName(name);
  const key = keyOf(sent.KeySchema ?? [], "keySchema");
  const types = typesOf(sent.AttributeDefinitions ?? []);
  const throughput = throughputOf(sent);
  const indexes = indexesOf(sent, { key, readyAt });
  checkDefinitions(types, [key, ...indexes.map((index) => index.key)]);
  const stream = streamOf(sent.StreamSpecification, now);
  if (lookUp(site, { account, region, name })) throw inUse(`Table already exists: ${name}`);
  const table: TableRecord = {
    ...{ name, account, region, types, key, indexes, throughput, readyAt },
    id: site.world.random.uuid(),
    arn: tableArn(site, name),
    billing: sent.BillingMode === "PAY_PER_REQUEST" ? "PAY_PER_REQUEST" : "PROVISIONED",
    createdAt: now,
    isNew: true,
    deletionProtection: sent.DeletionProtectionEnabled ?? false,
    tableClass: classOf(sent),
    ...(stream && { stream, latestStream: stream }),
    managedKey: isManagedKey(sent),
    tags: checkTags(sent.Tags ?? []),
  };
  tablesIn(site).set(name, table);
  return table;
}
