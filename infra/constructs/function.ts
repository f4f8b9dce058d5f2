import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  type EventInvokeConfigOptions,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type * as z from "zod";
import { acknowledge } from "./acknowledge.ts";
import { allow, wide } from "./permissions.ts";
import { role } from "./role.ts";
import type { Site } from "./site.ts";

/** The environment that a contract demands: one without a variable does not compile. Lambda names the function. */
export type VariablesOf<E extends z.ZodType, Given extends string = "AWS_LAMBDA_FUNCTION_NAME"> = {
  readonly [K in Exclude<keyof z.input<E> & string, Given>]: string;
};

export interface MayflyFunctionProps<E extends z.ZodType> extends EventInvokeConfigOptions {
  readonly site: Pick<Site, "names" | "codeOf">;
  readonly contract: { readonly environment: E };
  readonly environment: VariablesOf<E>;
  /** Everything that the function may do, beside writing its log and its traces. */
  readonly may: readonly PolicyStatement[];
  /** @default 110 seconds: a step's state gives up after 120 */
  readonly timeout?: Duration;
  /** Megabytes; with more of them come more of a processor. @default 512 */
  readonly memorySize?: number;
}

/** The function of one folder under `functions/`, with a role and a log group of its own. */
export class MayflyFunction<E extends z.ZodType = z.ZodType> extends LambdaFunction {
  constructor(scope: Construct, name: string, props: MayflyFunctionProps<E>) {
    const { site, contract: _, may, environment, ...rest } = props;
    const functionName = site.names.own(name);
    const logGroup = new LogGroup(scope, `${name}-log`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, name, {
      functionName,
      code: site.codeOf(name),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(110),
      tracing: Tracing.ACTIVE,
      logGroup,
      role: functionRole(scope, name, { functionName, may: [...may, mayLog(logGroup)] }),
      environment: { ...environment, NODE_OPTIONS: "--enable-source-maps" },
      ...rest,
    });
    acknowledge(this, { "Serverless::Serverless-LambdaDLQ": whyNoQueue(rest) });
  }
}

const whyNoQueue = ({ onFailure, retryAttempts }: EventInvokeConfigOptions): string => {
  if (onFailure !== undefined)
    return "Its events go to the dead-letter queue by an on-failure destination, which keeps the error too.";
  return retryAttempts === 0
    ? "What one call leaves undone, the next one does."
    : "Whoever calls it waits for the answer, and deals with its errors.";
};

function functionRole(
  scope: Construct,
  name: string,
  { functionName, may }: { functionName: string; may: readonly PolicyStatement[] },
) {
  const made = role(scope, `${name}-role`, {
    roleName: functionName,
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    may: [...may, mayTrace()],
  });
  acknowledge(made, {
    "Serverless::Serverless-LambdaStarPermissions":
      "Each wildcard is acknowledged with its own reason.",
  });
  return made.withoutPolicyUpdates();
}

const mayLog = (logGroup: LogGroup): PolicyStatement =>
  allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]);

/** X-Ray, which sees every call, knows no resource to name. */
const mayTrace = (): PolicyStatement =>
  wide(
    "X-Ray knows no resource to name.",
    allow(["xray:PutTelemetryRecords", "xray:PutTraceSegments"], ["*"]),
  );
