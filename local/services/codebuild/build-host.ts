import { AsyncLocalStorage } from "node:async_hooks";
import { closeSync, openSync, writeSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../kernel/clock.ts";
import type { Credentials } from "../../kernel/principal.ts";

/** How often the clock's time is written down for the processes of a build, in real milliseconds. */
const TICK_MS = 20;

/** Credentials of a role, as the endpoint for containers answers them. */
export interface TemporaryCredentials extends Credentials {
  readonly expiresAt: number;
}

export interface HostSettings {
  readonly clock: Clock;
  /** File in which the cloud's time stands, for the preload of every Node process in the build. */
  readonly clockFile: string;
  readonly credentials: () => TemporaryCredentials;
}

/** What surrounds a build, like the host of its container: its time and its credentials. */
export interface BuildHost {
  readonly url: string;
  close(): void;
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function answerCredentials(response: ServerResponse, { credentials }: HostSettings): void {
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials();
    answer(response, {
      ...{ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken },
      Expiration: new Date(expiresAt).toISOString(),
    });
  } catch (error) {
    response.writeHead(403).end(String(error));
  }
}

/** Digits of the clock file: written over in place, so that no reader ever finds it empty. */
const DIGITS = 16;

/** Keeps the cloud's time in a file, so that reading it needs no conversation. */
function keepTime({ clock, clockFile }: HostSettings): { write(): void; stop(): void } {
  const file = openSync(clockFile, "w");
  const write = () => writeSync(file, String(clock.now()).padStart(DIGITS, "0"), 0);
  write();
  const ticking = setInterval(write, TICK_MS).unref();
  const stop = () => {
    clearInterval(ticking);
    closeSync(file);
  };
  return { write, stop };
}

/**
 * Opens the host of one build, to be called from within the work that holds the clock for it: while a
 * process of the build sleeps through it, that hold lets time pass.
 */
export async function openHost(settings: HostSettings): Promise<BuildHost> {
  const time = keepTime(settings);
  const inBuild = AsyncLocalStorage.snapshot();
  const sleep = async (milliseconds: number) => {
    await inBuild(() => settings.clock.sleep(milliseconds, "a build that waits"));
    time.write();
    return { now: settings.clock.now() };
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://host");
    if (pathname === "/credentials") answerCredentials(response, settings);
    else if (pathname === "/sleep")
      void sleep(Number(searchParams.get("milliseconds"))).then((now) => answer(response, now));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      time.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}
