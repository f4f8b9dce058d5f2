import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { configsOf, DEFAULT_CONFIG } from "../asynchronous/event-invoke-config.ts";
import { conflict } from "../errors.ts";
import { functionFor } from "../functions.ts";

const destination = z.strictObject({
  Destination: z.string().regex(/^arn:aws:sqs:/, "is not an SQS queue, which alone is emulated"),
});

const properties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal("$LATEST"),
  MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).optional(),
  MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(21_600).optional(),
  DestinationConfig: z.strictObject({ OnFailure: destination.optional() }).optional(),
});

/** How the asynchronous invocations of a function are retried, and who is told when they fail. */
export const eventInvokeConfigType: ResourceType = {
  type: "AWS::Lambda::EventInvokeConfig",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const { world } = context;
    const record = functionFor(world, asked.FunctionName, context);
    const configs = configsOf(world, record);
    if (configs.has(record.name))
      throw conflict(`The function ${record.arn} has an EventInvokeConfig already.`);
    const onFailure = asked.DestinationConfig?.OnFailure?.Destination;
    configs.set(record.name, {
      functionName: record.name,
      maximumRetryAttempts: asked.MaximumRetryAttempts ?? DEFAULT_CONFIG.maximumRetryAttempts,
      maximumEventAge: asked.MaximumEventAgeInSeconds ?? DEFAULT_CONFIG.maximumEventAge,
      ...(onFailure !== undefined && { onFailure }),
    });
    return { ref: `${record.arn}:$LATEST`, attributes: {} };
  },
};
