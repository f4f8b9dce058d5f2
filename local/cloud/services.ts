import { cloudIdentity } from "../identity/cloud-identity.ts";
import type { Identity } from "../kernel/identity.ts";
import type { Dispatch, Service, World } from "../kernel/service.ts";
import { enabledRegions } from "../services/account/regions.ts";
import { accountService } from "../services/account/service.ts";
import { budgetsService } from "../services/budgets/service.ts";
import { type CloudWatchService, cloudwatchService } from "../services/cloudwatch/service.ts";
import { type CodeBuildService, codebuildService } from "../services/codebuild/service.ts";
import { type DynamoDbService, dynamodbService } from "../services/dynamodb/service.ts";
import { ec2Service } from "../services/ec2/service.ts";
import { type EventBridgeService, eventBridgeService } from "../services/event-bridge/service.ts";
import { httpApiService } from "../services/http-api/service.ts";
import { makeAccessRole } from "../services/iam/new-account.ts";
import { iamService } from "../services/iam/service.ts";
import type { InvocationFaults } from "../services/lambda/faults.ts";
import { type LambdaService, lambdaService } from "../services/lambda/service.ts";
import { type LogsService, logsService } from "../services/logs/service.ts";
import { accountManagement, memberOf } from "../services/organizations/account-management.ts";
import { organizationsService } from "../services/organizations/service.ts";
import { s3Service } from "../services/s3/service.ts";
import { schedulerService } from "../services/scheduler/service.ts";
import { snsService } from "../services/sns/service.ts";
import { sqsService } from "../services/sqs/service.ts";
import { stepFunctionsService } from "../services/step-functions/service.ts";
import { stsService } from "../services/sts/service.ts";
import { accessCheck } from "../wire/authorize.ts";
import type { Cloud } from "../wire/cloud.ts";
import { dispatchFor } from "../wire/dispatch.ts";
import type { FaultPlan } from "../wire/faults.ts";
import { buildWatcher } from "./builds.ts";
import { organizationView } from "./organization-view.ts";

/** What may go wrong on purpose. */
export interface Faults {
  readonly calls?: FaultPlan;
  readonly invocations?: InvocationFaults;
}
