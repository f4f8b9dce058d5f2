import type { Identity, KnownKey } from "../../kernel/identity.ts";
import type { World } from "../../kernel/service.ts";
import { header, pairsOf, type WireAnswer } from "../../wire/message.ts";
import type { HttpRoute } from "../../wire/routes.ts";
import { issueToken, validToken } from "./tokens.ts";

/** What the sign-in pages ask of the rest of the cloud. */
export interface SignInDependencies {
  readonly identity: Pick<Identity, "knownKey">;
}

const HOST = /^signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/;
const PATH = "/federation";

/**
 * The console's federation endpoint (IAM User Guide, "Enable custom identity broker access to the AWS
 * console"): it changes temporary credentials for a token, and a token for a signed-in browser.
 */
export const signInRoute = (world: World, { identity }: SignInDependencies): HttpRoute => ({
  matches: (request) => HOST.test(header(request, "host") ?? "") || request.rawPath === PATH,
  answer: async (request) => {
    if (request.method !== "GET" || request.rawPath !== PATH) return refused(404, "Not Found");
    const asked = Object.fromEntries(pairsOf(request.rawQuery)) as Asked;
    const usable = (accessKeyId: string) => usableSession(world, identity.knownKey(accessKeyId));
    if (asked.Action === "getSigninToken") return getSigninToken(world, asked, usable);
    if (asked.Action === "login") return login(world, asked, usable);
    return refused(400, `The action ${asked.Action ?? ""} is not emulated.`);
  },
});

/** Parameters of both actions, as they are written in the address. */
interface Asked {
  readonly Action?: string;
  readonly Session?: string;
  readonly SessionDuration?: string;
  readonly SessionType?: string;
  readonly SigninToken?: string;
  readonly Destination?: string;
}

type Usable = (accessKeyId: string) => KnownKey | undefined;

/** Only sessions of roles sign in here; what federated users may is not emulated. */
function usableSession(world: World, key: KnownKey | undefined): KnownKey | undefined {
  const isGood = key?.active === true && (key.expiresAt ?? 0) > world.clock.now();
  return isGood && key.principal.kind === "role" ? key : undefined;
}

function getSigninToken(world: World, asked: Asked, usable: Usable): WireAnswer {
  // Every session here that Mayfly makes is of a chain, and with a duration such a call fails.
  if (asked.SessionDuration !== undefined || asked.SessionType !== undefined)
    return refused(400, "SessionDuration and SessionType are not emulated.");
  const { sessionId, sessionKey, sessionToken } = sessionIn(asked.Session ?? "");
  const known = sessionId === undefined ? undefined : usable(sessionId);
  const { secretAccessKey, sessionToken: token } = known?.credentials ?? {};
  if (sessionId === undefined || secretAccessKey !== sessionKey || token !== sessionToken)
    return refused(400, "The session is not valid.");
  const body = JSON.stringify({ SigninToken: issueToken(world, sessionId) });
  return { status: 200, headers: { "content-type": "application/json" }, body };
}

/** The three members of a session, where it is one. */
function sessionIn(text: string): Readonly<Partial<Record<string, string>>> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, string>;
  } catch {
    return {};
  }
}

function login(world: World, asked: Asked, usable: Usable): WireAnswer {
  const { SigninToken = "", Destination } = asked;
  const session = validToken(world, SigninToken);
  const known = session && usable(session.accessKeyId);
  if (known === undefined || Destination === undefined)
    return refused(400, "The sign-in token is not valid, or there is no destination.");
  const userInfo = encodeURIComponent(JSON.stringify({ arn: known.principal.arn }));
  const cookie = `aws-userInfo=${userInfo}; Secure`;
  return { status: 302, headers: { location: Destination, "set-cookie": cookie }, body: "" };
}

const refused = (status: number, text: string): WireAnswer => ({
  status,
  headers: { "content-type": "text/plain" },
  body: text,
});
