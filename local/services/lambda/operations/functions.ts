import type {
  DeleteFunctionRequest,
  FunctionConfiguration,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
} from "@aws-sdk/client-lambda";
import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Operation } from "../../../kernel/service.ts";
import { functionsOf } from "../functions.ts";
import { pageOf } from "../page.ts";
import type { Environments } from "../runtime/environments.ts";
import { configurationOf } from "./describe.ts";
import { functionOperation } from "./function-operation.ts";

const LONGEST_PAGE = 50;

const get = functionOperation<GetFunctionRequest, GetFunctionResponse>({
  name: "GetFunction",
  run: (record) => ({
    Configuration: configurationOf(record),
    // The code is a folder of this machine; nobody can download it.
    Code: { RepositoryType: "S3" },
    ...(Object.keys(record.tags).length > 0 && { Tags: { ...record.tags } }),
    ...(record.reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency },
    }),
  }),
});

const getConfiguration = functionOperation<GetFunctionConfigurationRequest, FunctionConfiguration>({
  name: "GetFunctionConfiguration",
  run: configurationOf,
});

const getConcurrency = functionOperation<
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse
>({
  name: "GetFunctionConcurrency",
  run: ({ reservedConcurrency }) =>
    reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency },
});

const list: Operation<ListFunctionsRequest, ListFunctionsResponse> = {
  authorize: () => [{ action: "lambda:ListFunctions", resource: "*" }],
  run(input, call) {
    // There are no versions besides $LATEST, so `FunctionVersion: ALL` lists the same.
    onlyMembers("lambda:ListFunctions", input, ["Marker", "MaxItems", "FunctionVersion"]);
    const { items, ...next } = pageOf(
      [...functionsOf(call.world, call).values()],
      input,
      LONGEST_PAGE,
    );
    return { Functions: items.map(configurationOf), ...next };
  },
};

const remove = (environments: Environments) =>
  functionOperation<DeleteFunctionRequest, object>({
    name: "DeleteFunction",
    run(record, _input, { world }) {
      functionsOf(world, record).delete(record.name);
      environments.retire(record);
      return { StatusCode: 204 };
    },
  });

export const functionOperations = (environments: Environments) => ({
  GetFunction: get,
  GetFunctionConfiguration: getConfiguration,
  GetFunctionConcurrency: getConcurrency,
  ListFunctions: list,
  DeleteFunction: remove(environments),
});
