import * as z from "zod";
import type { ResourceContext, ResourceMade, ResourceType } from "../../kernel/service.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import { makeMachine } from "./make-machine.ts";

const LONGEST_NAME = 80;

const logging = z.strictObject({
  Level: z.enum(["ALL", "ERROR", "FATAL", "OFF"]).optional(),
  IncludeExecutionData: z.boolean().optional(),
  Destinations: z
    .array(z.strictObject({ CloudWatchLogsLogGroup: z.strictObject({ LogGroupArn: z.string() }) }))
    .optional(),
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const properties = z.strictObject({
  StateMachineName: z.string().optional(),
  StateMachineType: z.enum(["STANDARD", "EXPRESS"]).optional(),
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), scalar).optional(),
  RoleArn: z.string(),
  LoggingConfiguration: logging.optional(),
  TracingConfiguration: z.strictObject({ Enabled: z.boolean() }).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

type Properties = z.infer<typeof properties>;

/** The definition with each `${Name}` that has a substitution filled in. */
function definitionOf({ DefinitionString, DefinitionSubstitutions = {} }: Properties): string {
  return DefinitionString.replaceAll(/\$\{(\w+)\}/gu, (whole, name: string) =>
    String(DefinitionSubstitutions[name] ?? whole),
  );
}

function loggingOf({ LoggingConfiguration }: Properties) {
  if (!LoggingConfiguration) return undefined;
  const { Level, IncludeExecutionData, Destinations = [] } = LoggingConfiguration;
  return {
    ...(Level && { level: Level }),
    includeExecutionData: IncludeExecutionData ?? false,
    destinations: Destinations.map(({ CloudWatchLogsLogGroup }) => ({
      cloudWatchLogsLogGroup: { logGroupArn: CloudWatchLogsLogGroup.LogGroupArn },
    })),
  };
}

function tagsOf(context: ResourceContext, { Tags = [] }: Properties) {
  const stack = Object.entries(context.tags).map(([key, value]) => ({ key, value }));
  return [...stack, ...Tags.map(({ Key, Value }) => ({ key: Key, value: Value }))];
}

/** A Standard state machine. Errors: those of CreateStateMachine. */
export const stateMachineType = (dependencies: StepFunctionsDependencies): ResourceType => ({
  type: "AWS::StepFunctions::StateMachine",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const { arn, name, revision } = makeMachine(
      context.world,
      { site: context, dependencies },
      {
        name: asked.StateMachineName ?? context.physicalName(LONGEST_NAME),
        definition: definitionOf(asked),
        roleArn: asked.RoleArn,
        type: asked.StateMachineType,
        loggingConfiguration: loggingOf(asked),
        tracingConfiguration: asked.TracingConfiguration && {
          enabled: asked.TracingConfiguration.Enabled,
        },
        tags: tagsOf(context, asked),
      },
    );
    const attributes = { Arn: arn, Name: name, StateMachineRevisionId: revision.id };
    return { ref: arn, attributes };
  },
});
