import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { allow, wide } from "./permissions.ts";

const EVERY_REPORT = "A report is named by its account and attempt, which nobody knows beforehand.";

/** What every nuke removed and left: kept for a year and a month, so that a yearly review finds all. */
export class ReportsBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          expiration: Duration.days(400),
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    acknowledge(this, {
      "AwsSolutions::AwsSolutions-S1":
        "Three roles of ours write and read it; who reads a report needs no log, and what it says is in the ledger.",
    });
  }

  private get reports(): string {
    return this.arnForObjects("nuke-reports/*");
  }

  mayWrite(): PolicyStatement {
    return wide(EVERY_REPORT, allow(["s3:PutObject"], [this.reports]));
  }

  /** Without leave to list the bucket, S3 answers "denied" instead of "not there" for a missing report. */
  mayRead(): readonly PolicyStatement[] {
    return [
      wide(EVERY_REPORT, allow(["s3:GetObject"], [this.reports])),
      allow(["s3:ListBucket"], [this.bucketArn]),
    ];
  }
}
