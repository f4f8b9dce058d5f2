import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { main } from "../../../cli/program.ts";
import type { Surroundings } from "../../../cli/surroundings.ts";

/** What somebody saw who ran a command. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const sink = (parts: string[]) =>
  new Writable({
    write(part: Buffer, _, done) {
      parts.push(part.toString());
      done();
    },
  });

interface MachineOptions extends Partial<Surroundings> {
  /** Columns of its terminal; none when absent. */
  readonly columns?: number;
}

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mayfly-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const ENV = { MAYFLY_API_URL: "https://mayfly.test", AWS_REGION: "eu-west-1" };

/** A machine on which the command runs in this process, with a home that is empty. */
export function aMachine({ columns, env = {}, ...more }: MachineOptions = {}) {
  const home = more.home ?? aFolder();
  const run = async (line: string | readonly string[]): Promise<Outcome> => {
    const [out, err]: [string[], string[]] = [[], []];
    const terminal = columns === undefined ? {} : { isTTY: true, columns };
    const world: Surroundings = {
      ...{ home, platform: "linux", stdin: Readable.from([]), fetch },
      stdout: Object.assign(sink(out), terminal),
      stderr: Object.assign(sink(err), terminal),
      now: Date.now,
      sleep: () => Promise.resolve(),
      credentials: () => Promise.resolve({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" }),
      onInterrupt: () => () => undefined,
      run: () => Promise.resolve(127),
      self: ["mayfly"],
      ...more,
      env: { ...ENV, ...env },
    };
    const code = await main(typeof line === "string" ? line.split(" ") : line, world);
    return { code, out: out.join(""), err: err.join("") };
  };
  return { home, run };
}

/** A terminal on which somebody types these lines. */
export function typing(...lines: readonly string[]) {
  const stdin = new PassThrough();
  for (const line of lines) stdin.write(`${line}\n`);
  return Object.assign(stdin, { isTTY: true });
}

type ByQuery = (query: URLSearchParams) => unknown;

/** An API that answers each route as told (a function: by the query), and remembers what it was asked. */
export function anApi(answers: Readonly<Record<string, unknown>>) {
  const asked: { route: string; body: string; headers: Headers }[] = [];
  const answer = (async (input: URL, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(input);
    const route = `${init.method ?? "GET"} ${pathname}`;
    asked.push({ route, body: String(init.body ?? ""), headers: new Headers(init.headers) });
    const found = answers[route];
    if (found instanceof Error) throw found;
    if (found instanceof Response) return found.clone();
    if (typeof found === "function") return Response.json((found as ByQuery)(searchParams));
    if (found === undefined) return Response.json({ message: "Not Found" }, { status: 404 });
    return Response.json(found);
  }) as typeof fetch;
  return { asked, fetch: answer };
}

/** A refusal of the API. */
export const problem = (status: number, detail: string, errors?: object[]) =>
  Response.json(
    { type: "urn:mayfly:problem:x", title: "The request is not valid", status, detail, errors },
    { status, headers: { "content-type": "application/problem+json" } },
  );
