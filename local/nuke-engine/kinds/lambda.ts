import {
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  paginateListEventSourceMappings,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { type Kind, pages } from "../resource.ts";

const eventSourceMapping: Kind = {
  type: "LambdaEventSourceMapping",
  list: async ({ clients: { lambda } }) => {
    const listing = paginateListEventSourceMappings({ client: lambda }, {});
    const mappings = await pages(listing, (page) => page.EventSourceMappings);
    return mappings.map(({ UUID, EventSourceArn, FunctionArn, State }) => ({
      name: UUID ?? "",
      properties: { UUID, EventSourceArn, FunctionArn, State },
      remove: () => lambda.send(new DeleteEventSourceMappingCommand({ UUID })),
    }));
  },
};

const lambdaFunction: Kind = {
  type: "LambdaFunction",
  list: async ({ clients: { lambda } }) => {
    const functions = await pages(
      paginateListFunctions({ client: lambda }, {}),
      ({ Functions }) => Functions,
    );
    return functions.map(({ FunctionName, LastModified }) => ({
      name: FunctionName ?? "",
      properties: { Name: FunctionName, LastModified },
      remove: () => lambda.send(new DeleteFunctionCommand({ FunctionName })),
    }));
  },
};

export const lambdaKinds: readonly Kind[] = [eventSourceMapping, lambdaFunction];
