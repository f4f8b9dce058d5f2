import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { INDEXES } from "../../adapters/aws/ledger-items.ts";
import { allow } from "./permissions.ts";

export type LedgerIndex = keyof typeof INDEXES;

const attribute = (name: string) => ({ name, type: AttributeType.STRING });

const INDEX_DEFINITIONS: GlobalSecondaryIndexPropsV2[] = [
  {
    indexName: INDEXES.owner,
    partitionKey: attribute("owner"),
    sortKey: attribute("since"),
  },
  {
    indexName: INDEXES.state,
    partitionKey: attribute("state"),
    sortKey: attribute("since"),
  },
  {
    indexName: INDEXES.month,
    partitionKey: attribute("month"),
    sortKey: attribute("begunAt"),
  },
  {
    indexName: INDEXES.due,
    partitionKey: attribute("dueBucket"),
    sortKey: attribute("dueAt"),
    // The sweep reads which record is due, and then the record itself.
    projectionType: ProjectionType.KEYS_ONLY,
  },
  {
    indexName: INDEXES.queue,
    partitionKey: attribute("queue"),
    sortKey: attribute("queuedAt"),
    // Whoever serves a queue reads who is next, and then the record itself.
    projectionType: ProjectionType.KEYS_ONLY,
  },
];

/** Kinds of channels on which events are told, as `dynamoTold` names them. */
type Channel = "webhook" | "mail";

const toldOn = (kind: Channel) => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`TOLD#${kind}#*`] },
});

/** Partitions that redeeming a code, and ending the lease, reads and writes. */
const OF_CODES = [
  ...["CODE#*", "COURSE#*", "SECRET#*", "TRIES#*", "OWNER#code:*"],
  ...["LEASE#*", "ACCOUNT#*", "TEMPLATE#*"],
];

/** The table that knows every lease and account, and what one may be allowed to do with it. */
export class Ledger extends TableV2 {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      partitionKey: attribute("pk"),
      sortKey: attribute("sk"),
      globalSecondaryIndexes: INDEX_DEFINITIONS,
      billing: Billing.onDemand(),
      timeToLiveAttribute: "expiresAt",
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Every change of a record, in the order of its changes. */
  get stream(): string {
    if (this.tableStreamArn === undefined) throw new Error("The ledger has no stream.");
    return this.tableStreamArn;
  }

  mayRead(): PolicyStatement {
    return allow(["dynamodb:GetItem"], [this.tableArn]);
  }

  mayReadMany(): PolicyStatement {
    return allow(["dynamodb:BatchGetItem"], [this.tableArn]);
  }

  /** Reads and commits: a transaction of conditional puts needs the permission to put, and no other. */
  mayCommit(): PolicyStatement {
    return allow(["dynamodb:GetItem", "dynamodb:PutItem"], [this.tableArn]);
  }

  /** Counts the open leases of a template: commits that open or close one need it too. */
  mayCount(): PolicyStatement {
    return allow(["dynamodb:UpdateItem"], [this.tableArn]);
  }

  /** Reads and writes what is remembered of Slack, and no record of a lease or an account. */
  mayRemember(...operations: readonly ("GetItem" | "PutItem" | "DeleteItem")[]): PolicyStatement {
    return allow(
      operations.map((operation) => `dynamodb:${operation}`),
      [this.tableArn],
      { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["SLACK#*"] } },
    );
  }

  /** Reads and writes what was told on a kind of channel, and no record of a lease or an account. */
  mayRememberTold(kind: Channel): PolicyStatement {
    return allow(["dynamodb:GetItem", "dynamodb:PutItem"], [this.tableArn], toldOn(kind));
  }

  /** The same for who may read everything. */
  mayWriteTold(kind: Channel): PolicyStatement {
    return allow(["dynamodb:PutItem"], [this.tableArn], toldOn(kind));
  }

  /**
   * Everything about codes and the leases that they become, and nothing of what people and Mayfly itself have
   * there. Every part of a transaction is judged by its own key.
   */
  mayRedeem(): PolicyStatement {
    return allow(
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query"],
      [this.tableArn],
      { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [...OF_CODES] } },
    );
  }

  /** Asks for the history of a record. */
  mayAskHistory(): PolicyStatement {
    return allow(["dynamodb:Query"], [this.tableArn]);
  }

  /** Asks these indexes. */
  mayAsk(...indexes: readonly LedgerIndex[]): PolicyStatement {
    return allow(
      ["dynamodb:Query"],
      indexes.map((index) => `${this.tableArn}/index/${INDEXES[index]}`),
    );
  }
}
