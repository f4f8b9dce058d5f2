import { cloudIdentity } from "../identity/cloud-identity.ts";
import type { Identity } from "../kernel/identity.ts";
import type { Metric } from "../kernel/metric.ts";
import type { Dispatch, Service, World } from "../kernel/service.ts";
import { enabledRegions } from "../services/account/regions.ts";
import { accountService } from "../services/account/service.ts";
import { budgetsService } from "../services/budgets/service.ts";
import { cloudwatchInJson, cloudwatchService } from "../services/cloudwatch/service.ts";
import { type CodeBuildService, codebuildService } from "../services/codebuild/service.ts";
import { costExplorerService } from "../services/cost-explorer/service.ts";
import { dynamodbService } from "../services/dynamodb/service.ts";
import { tableStreams } from "../services/dynamodb/streams/streams.ts";
import { ec2Service } from "../services/ec2/service.ts";
import { eventBridgeService } from "../services/event-bridge/service.ts";
import { httpApiService } from "../services/http-api/service.ts";
import { makeAccessRole } from "../services/iam/new-account.ts";
import { iamService } from "../services/iam/service.ts";
import { identityStoreService } from "../services/identity-center/identity-store.ts";
import { identityCenterService } from "../services/identity-center/service.ts";
import type { InvocationFaults } from "../services/lambda/faults.ts";
import { type LambdaService, lambdaService } from "../services/lambda/service.ts";
import { type LogsService, logsService } from "../services/logs/service.ts";
import { accountManagement, memberOf } from "../services/organizations/account-management.ts";
import { organizationsService } from "../services/organizations/service.ts";
import { s3ControlService } from "../services/s3/control.ts";
import { s3Service } from "../services/s3/service.ts";
import { schedulerService } from "../services/scheduler/service.ts";
import { secretsManagerService } from "../services/secrets-manager/service.ts";
import { type SnsService, snsService } from "../services/sns/service.ts";
import { queueSource } from "../services/sqs/queue-source.ts";
import { sqsService } from "../services/sqs/service.ts";
import { stepFunctionsService } from "../services/step-functions/service.ts";
import { stsService } from "../services/sts/service.ts";
import { accessCheck, type CheckAccess } from "../wire/authorize.ts";
import type { Cloud, DecisionWatcher } from "../wire/cloud.ts";
import { dispatchFor } from "../wire/dispatch.ts";
import type { FaultPlan } from "../wire/faults.ts";
import { executionMetric } from "./execution-metrics.ts";
import { organizationView } from "./organization-view.ts";

/** What the cloud is made from, besides its world. */
export interface Settings {
  /** Address of the gateway; asked only once the cloud runs. */
  readonly endpoint: () => string;
  /** What goes wrong with calls on purpose. */
  readonly calls?: FaultPlan;
  /** What goes wrong with functions on purpose. */
  readonly invocations?: InvocationFaults;
  /** Told every decision about a permission. */
  readonly decided?: DecisionWatcher;
}

/** All services, wired to one another. */
export interface Composition {
  readonly cloud: Cloud & { readonly services: readonly Service[] };
  readonly identity: Identity;
  readonly dispatch: Dispatch;
  readonly authorize: CheckAccess;
  /** Tells CloudWatch a number. */
  readonly metric: (metric: Metric) => void;
  readonly lambda: LambdaService;
  readonly codebuild: CodeBuildService;
  readonly logs: LogsService;
  readonly sns: SnsService;
}

/** Makes every service of the cloud: what one needs of another is handed over here and nowhere else. */
export function compose(
  world: World,
  { endpoint, calls, invocations, decided }: Settings,
): Composition {
  const organization = organizationView(world);
  const identity = cloudIdentity(world, organization);
  const services: Service[] = [];
  const isEnabled = (account: string, region: string) =>
    enabledRegions(world, account).includes(region);
  const cloud = {
    ...{ world, identity, services, isEnabled },
    ...(calls && { faults: calls }),
    ...(decided && { decided }),
  };
  const dispatch = dispatchFor(cloud);
  const authorize = accessCheck(cloud);
  const sender = { dispatch, identity };

  const cloudwatch = cloudwatchService(world, sender);
  const metric = (each: Metric) => cloudwatch.record(each);
  const logs = logsService(world, { metric });
  const events = eventBridgeService(world, sender);
  const codebuild = codebuildService(world, {
    ...{ identity, endpoint, authorize },
    log: (line) => logs.write(line),
    emit: (event) => events.emit(event),
  });
  const lambda = lambdaService(world, {
    ...{ identity, endpoint, authorize, dispatch, metric },
    log: (line) => logs.write(line),
    streams: tableStreams(world),
    queues: queueSource(world),
    ...(invocations && { faults: invocations }),
  });
  const sns = snsService(world, sender);
  services.push(
    ...[cloudwatch, cloudwatchInJson(cloudwatch), logs, events, codebuild, lambda, sns],
    organizationsService(world, {
      makeAccessRole: (role) => {
        makeAccessRole(world, role);
      },
    }),
    accountService(world, {
      memberOf: (account) => memberOf(world, account),
      management: () => accountManagement(world),
    }),
    iamService(world, { organization }),
    stsService(world, { organization }),
    budgetsService(world),
    identityCenterService(world),
    identityStoreService(),
    costExplorerService(world),
    dynamodbService(world),
    s3ControlService(),
    s3Service(world),
    secretsManagerService(world),
    ec2Service(world, { enabledRegions: (account) => enabledRegions(world, account) }),
    sqsService(world, { endpoint, metric }),
    httpApiService(world),
    schedulerService(world, sender),
    stepFunctionsService(world, {
      ...{ ...sender, authorize },
      onBuildEnded: (arn, listener) => codebuild.onBuildEnded(arn, listener),
      emit: (event) => {
        const counted = executionMetric(event, world.clock.now());
        if (counted) metric(counted);
        events.emit(event);
      },
    }),
  );
  return { cloud, identity, dispatch, authorize, metric, lambda, codebuild, logs, sns };
}
