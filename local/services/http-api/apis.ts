import { AwsError } from "../../kernel/aws-error.ts";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** One HTTP API with everything that belongs to it. */
export interface ApiRecord {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly authorizers: Readonly<Record<string, JwtAuthorizerRecord>>;
  readonly integrations: Readonly<Record<string, IntegrationRecord>>;
  readonly routes: readonly RouteRecord[];
  readonly stages: readonly StageRecord[];
}

/** Whose tokens are accepted, and for whom they must be made. */
export interface JwtAuthorizerRecord {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** A function that answers requests. */
export interface IntegrationRecord {
  readonly functionArn: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface RouteRecord {
  readonly id: string;
  /** For example `GET /v1/leases/{id}`, or `$default`. */
  readonly key: string;
  readonly integrationId: string;
  readonly authorization:
    | { readonly kind: "NONE" }
    | { readonly kind: "AWS_IAM" }
    | { readonly kind: "JWT"; readonly authorizerId: string; readonly scopes: readonly string[] };
}

export interface StageRecord {
  readonly name: string;
  readonly accessLog?: { readonly group: string; readonly format: string };
}

interface ApiPlace {
  readonly account: string;
  readonly region: string;
}

/** The HTTP APIs of an account in a Region, by id. */
function apisOf(world: World, { account, region }: ApiPlace): Collection<ApiRecord> {
  return world.storage.collection({ service: "apigateway", account, region }, "apis");
}

/** Every HTTP API of the cloud: they share the gateway's port. */
export function allApis(world: World): readonly ApiRecord[] {
  return world.storage
    .places("apigateway", "apis")
    .flatMap((place) => [...apisOf(world, place).values()]);
}

/** The API that a resource of a stack belongs to. Errors: NotFoundException. */
export function apiFor(world: World, id: string, place: ApiPlace): ApiRecord {
  const found = apisOf(world, place).get(id);
  if (!found) throw new AwsError("NotFoundException", "Invalid API identifier specified", 404);
  return found;
}

export function replaceApi(world: World, api: ApiRecord): void {
  apisOf(world, api).set(api.id, api);
}

export const domainNameOf = ({ id, region }: ApiRecord) =>
  `${id}.execute-api.${region}.amazonaws.com`;
