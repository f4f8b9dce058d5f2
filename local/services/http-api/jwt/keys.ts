import type { JsonWebKey } from "node:crypto";
import * as z from "zod";
import type { World } from "../../../kernel/service.ts";

/** The keys of an issuer, by their ids. */
export type Keys = ReadonlyMap<string, JsonWebKey>;

/** Looks up the keys with which an issuer signs. Throws when it cannot be asked. */
export type KeysOf = (issuer: string) => Promise<Keys>;

/** API Gateway keeps keys for two hours (API Gateway DG, http-api-jwt-authorizer). */
const KEPT = 2 * 3_600_000;

/** Milliseconds of real time that discovery may take (facts 3.9). */
const PATIENCE = 1_500;

const discovery = z.object({ jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) });

async function read<T extends z.ZodType>(schema: T, address: string): Promise<z.output<T>> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
  return schema.parse(await answer.json());
}

/**
 * Asks issuers for their keys, as OpenID Connect Discovery describes it. An issuer's address begins with
 * `https://`; where it is served on this machine, `issuers` says under which address instead.
 */
export function issuerKeys(world: World, issuers: Readonly<Record<string, string>>): KeysOf {
  const kept = new Map<string, { readonly until: number; readonly keys: Keys }>();
  const served = (address: string): string => {
    const issuer = Object.keys(issuers).find((each) => address.startsWith(each));
    return issuer === undefined ? address : `${issuers[issuer]}${address.slice(issuer.length)}`;
  };
  const ask = async (issuer: string): Promise<Keys> => {
    const document = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const { jwks_uri: address } = await read(discovery, served(document));
    const { keys } = await read(keySet, served(address));
    return new Map(keys.map((key) => [key.kid ?? "", key as JsonWebKey]));
  };
  return async (issuer) => {
    const known = kept.get(issuer);
    if (known !== undefined && known.until > world.clock.now()) return known.keys;
    const keys = await ask(issuer);
    kept.set(issuer, { until: world.clock.now() + KEPT, keys });
    return keys;
  };
}
