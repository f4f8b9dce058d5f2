import type { WireRequest } from "../../wire/message.ts";
import type { ApiRecord } from "./apis.ts";
import type { HttpApiDependencies } from "./dependencies.ts";
import { refused } from "./refusal.ts";

/** What the IAM authorizer tells a function of its caller. */
export interface IamAuthorizer {
  readonly accessKey: string;
  readonly accountId: string;
  readonly callerId: string;
  readonly cognitoIdentity: null;
  readonly principalOrgId: string | null;
  readonly userArn: string;
  readonly userId: string;
}

/** ARN of a method of an API, as `execute-api:Invoke` and permissions of functions name it. */
export function methodArn(api: ApiRecord, stage: string, method: string, path: string): string {
  return `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/${stage}/${method}${path}`;
}

/**
 * Finds out who calls and whether he may. HTTP APIs have no resource policies, so nobody of another
 * account gets in. Throws Refused, which says no more than "Forbidden", as API Gateway does.
 */
export function authorizeCaller(
  { identity, callerOf, authorize }: HttpApiDependencies,
  { api, stage, request }: { api: ApiRecord; stage: string; request: WireRequest },
): IamAuthorizer {
  try {
    const { principal, accessKeyId } = callerOf(request);
    authorize(principal, api.region, {
      action: "execute-api:Invoke",
      resource: methodArn(api, stage, request.method, request.rawPath),
      resourceAccount: api.account,
    });
    const organization = identity.contextOf(principal)["aws:PrincipalOrgID"];
    return {
      accessKey: accessKeyId,
      accountId: principal.account,
      callerId: principal.userId,
      cognitoIdentity: null,
      principalOrgId: typeof organization === "string" ? organization : null,
      userArn: principal.arn,
      userId: principal.userId,
    };
  } catch (error) {
    throw refused(403, "Forbidden", (error as Error).message);
  }
}
