import type {
  DeleteEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
} from "@aws-sdk/client-lambda";
import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Call, Operation } from "../../../kernel/service.ts";
import { notFound } from "../errors.ts";
import { functionFor } from "../functions.ts";
import { pageOf } from "../page.ts";
import { type MappingRecord, mappingsOf } from "../streams/mappings.ts";
import type { Pollers } from "../streams/pollers.ts";

const LONGEST_PAGE = 100;

function describe(mapping: MappingRecord, state?: string): EventSourceMappingConfiguration {
  return {
    UUID: mapping.id,
    EventSourceMappingArn: mapping.arn,
    EventSourceArn: mapping.streamArn,
    FunctionArn: mapping.functionArn,
    State: state ?? (mapping.enabled ? "Enabled" : "Disabled"),
    StateTransitionReason: "User action",
    LastModified: new Date(mapping.modifiedAt),
    LastProcessingResult: mapping.lastResult,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.window,
    ParallelizationFactor: 1,
    StartingPosition: mapping.startingPosition,
    BisectBatchOnFunctionError: mapping.bisect,
    MaximumRetryAttempts: mapping.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: mapping.maximumRecordAge,
    FunctionResponseTypes: mapping.reportsFailures ? ["ReportBatchItemFailures"] : [],
    DestinationConfig: {
      OnFailure: mapping.onFailure === undefined ? {} : { Destination: mapping.onFailure },
    },
    ...(mapping.filters.length > 0 && {
      FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) },
    }),
  };
}

interface MappingInput {
  readonly UUID?: string | undefined;
}

function mappingOperation<I extends MappingInput, O>(
  name: string,
  run: (mapping: MappingRecord) => O,
): Operation<I, O> {
  return {
    authorize: ({ UUID }, { account, region }) => [
      {
        action: `lambda:${name}`,
        resource: `arn:aws:lambda:${region}:${account}:event-source-mapping:${UUID}`,
      },
    ],
    run({ UUID = "" }, call) {
      const mapping = mappingsOf(call.world, call).get(UUID);
      if (!mapping) throw notFound("The resource you requested does not exist.");
      return run(mapping);
    },
  };
}

function wantedMappings(input: ListEventSourceMappingsRequest, call: Call) {
  const name =
    input.FunctionName === undefined
      ? undefined
      : functionFor(call.world, input.FunctionName, call).name;
  return [...mappingsOf(call.world, call).values()].filter(
    (each) =>
      (name === undefined || each.functionName === name) &&
      (input.EventSourceArn === undefined || each.streamArn === input.EventSourceArn),
  );
}

const list: Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> = {
  authorize: () => [{ action: "lambda:ListEventSourceMappings", resource: "*" }],
  run(input, call) {
    onlyMembers("lambda:ListEventSourceMappings", input, [
      ...["EventSourceArn", "FunctionName", "Marker", "MaxItems"],
    ]);
    const { items, ...next } = pageOf(wantedMappings(input, call), input, LONGEST_PAGE);
    return { EventSourceMappings: items.map((each) => describe(each)), ...next };
  },
};

export const mappingOperations = (pollers: Pollers) => ({
  GetEventSourceMapping: mappingOperation<
    GetEventSourceMappingRequest,
    EventSourceMappingConfiguration
  >("GetEventSourceMapping", (mapping) => describe(mapping)),
  ListEventSourceMappings: list,
  DeleteEventSourceMapping: mappingOperation<
    DeleteEventSourceMappingRequest,
    EventSourceMappingConfiguration
  >("DeleteEventSourceMapping", (mapping) => {
    pollers.stop(mapping);
    return describe(mapping, "Deleting");
  }),
});
