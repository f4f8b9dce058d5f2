import type * as z from "zod";
import { type Caller, signer } from "../../domain/access/caller.ts";
import { type Claims, type IdentityProvider, personOf } from "../../domain/access/person.ts";
import { InvalidInput, isRefusal } from "../../domain/failures.ts";
import type { Principal } from "../../domain/ids.ts";
import type { input } from "./contract.ts";
import { refused } from "./problem.ts";
import { BadRequest } from "./request.ts";

type Event = z.output<typeof input>;

/**
 * Who calls, as API Gateway has found out; never what the request says of itself. Throws BadRequest for a
 * token that names nobody.
 */
export function callerOf(event: Event, provider: IdentityProvider | undefined): Caller {
  const { authorizer } = event.requestContext;
  if ("iam" in authorizer) return signer(authorizer.iam.userArn as Principal);
  if (provider === undefined)
    throw new InvalidInput("There is a token, and no identity provider is configured.");
  const person = personOf(claimsOf(event, authorizer.jwt.claims), provider);
  if (isRefusal(person)) throw new BadRequest(refused(person));
  return person;
}

const TOKEN = /^(?:Bearer )?[\w-]+\.([\w-]+)\.[\w-]+$/i;

/**
 * The claims of the token that API Gateway has verified: the authorizer reads it from this header and no other
 * place. What API Gateway makes of them is of no use: lists become one text, `[a b]`, in which a group named
 * "a b" cannot be told from two groups.
 */
function claimsOf({ headers }: Event, verified: Readonly<Record<string, string>>): Claims {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === "authorization");
  const [, payload] = TOKEN.exec(found?.[1] ?? "") ?? [];
  if (payload === undefined)
    throw new InvalidInput("There is no token in the header Authorization.");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
  if (
    String(claims["iss"]) !== verified["iss"] ||
    String(claims["sub"]) !== String(verified["sub"])
  )
    throw new InvalidInput("The token is not the one that API Gateway has verified.");
  return claims;
}
