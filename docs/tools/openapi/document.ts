import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import { problem } from "../../../functions/api/answers.ts";
import { idempotencyKey } from "../../../functions/api/contract.ts";
import { EXAMPLES } from "./examples.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

const KEY = idempotencyKey.meta({
  description: "The same key gives the same lease for a day, however often it is sent",
});

const parametersIn = (path: string) =>
  z.object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, z.string()])),
  );

const problemsOf = ({ problems }: Operation) =>
  Object.fromEntries(
    problems.map((status) => [
      String(status),
      {
        description: MEANING[status] ?? "",
        content: { "application/problem+json": { schema: problem } },
      },
    ]),
  );

const MEANING: Readonly<Record<number, string>> = {
  400: "The body is not JSON",
  401: "The secret is that of no lease",
  403: "You may not do this",
  404: "It is not there, or you may not see it",
  409: "A limit is reached, or it is not in a state for this",
  413: "The body is too large",
  422: "The request is not valid; errors name the fields",
  429: "Too many wrong codes came from your address: wait",
  503: "Busy: nothing was changed, try again",
};

/** `GET /v1/leases/{id}` becomes `getLeasesId`. */
const nameOf = (route: string) =>
  route
    .toLowerCase()
    .replace(" /v1", "")
    .replaceAll(/[/{}-]+(\w?)/g, (_, letter: string) => letter.toUpperCase());

function operationOf(route: string, operation: Operation): ZodOpenApiOperationObject {
  const { summary, body, query, status, answer, takesKey, security } = operation;
  const [, path = ""] = route.split(" ");
  const { body: bodyExample, answer: answerExample } = EXAMPLES[route] ?? {};
  return {
    ...{ operationId: nameOf(route), summary },
    ...(security === undefined ? {} : { security: security === "none" ? [] : [{ holder: [] }] }),
    requestParams: {
      ...(path.includes("{") ? { path: parametersIn(path) } : {}),
      ...(query === undefined ? {} : { query }),
      ...(takesKey ? { header: z.object({ "Idempotency-Key": KEY.optional() }) } : {}),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: { content: { "application/json": { schema: body, example: bodyExample } } },
        }),
    responses: {
      [status]: {
        description: status === "202" ? "Accepted: it goes on by itself" : "Done",
        content: { "application/json": { schema: answer, example: answerExample } },
      },
      ...problemsOf(operation),
    },
  };
}

/** The API as an OpenAPI 3.1 document, from the schemas that validate its requests. */
export function openApi() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [route, operation] of Object.entries(OPERATIONS)) {
    const [method = "", path = ""] = route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, operation) };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      ...{ title: "Mayfly", version: "1" },
      description:
        "Disposable AWS accounts. Requests are signed with Signature Version 4 for execute-api; those about one-time codes need a code, or the secret of one lease.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [
      {
        url: "https://{api}.execute-api.{region}.amazonaws.com",
        description: "Output ApiUrl of the vending stack",
        variables: { api: { default: "a1b2c3d4e5" }, region: { default: "eu-west-1" } },
      },
    ],
    security: [{ sigv4: [] }],
    paths,
    components: {
      securitySchemes: {
        sigv4: {
          ...{ type: "apiKey", in: "header", name: "Authorization" },
          "x-amazon-apigateway-authtype": "awsSigv4",
        },
        holder: {
          ...{ type: "http", scheme: "bearer" },
          description: "The secret with which a code was redeemed, chosen by whoever redeemed it",
        },
      },
    },
  });
}
