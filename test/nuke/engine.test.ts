import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchEngine } from "../../nuke/engine.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-test-"));
const seen = join(folder, "seen");

/** A program that writes down how it was called, and answers like the engine. */
const PROGRAM = `#!/bin/sh
echo "$*" > ${seen}
env >> ${seen}
case "$*" in
  *--no-dry-run*) echo 'global - IAMUser - ann - [] - removed'; exit 1 ;;
esac
grep -q broken "$3" && exit 2
echo 'global - IAMUser - ann - [] - would remove'
echo 'Scan complete: 1 total, 1 nukeable, 0 filtered.'
`;

const sha256 = createHash("sha256").update(PROGRAM).digest("hex");

/** The archive of a release: the program lies between other files. */
function anArchive(name = "aws-nuke"): Buffer {
  const away = mkdtempSync(join(tmpdir(), "release-"));
  const files = ["LICENSE", name, "README.md"];
  for (const file of files) writeFileSync(join(away, file), file === name ? PROGRAM : "x");
  const archive = execFileSync("tar", ["--create", "--gzip", "-C", away, ...files]);
  rmSync(away, { recursive: true });
  return archive;
}

const FILES: Readonly<Record<string, Buffer | string>> = {
  "aws-nuke": PROGRAM,
  "aws-nuke.tar.gz": anArchive(),
  "other.tar.gz": anArchive("aws-nuke-2"),
};

/** A bucket, as far as downloading from it goes. */
const bucket = createServer((request, response) => {
  const file = FILES[request.url?.match(/^\/engines\/([\w.-]+)/)?.[1] ?? ""];
  return file === undefined ? response.writeHead(404).end() : response.end(file);
});

const ENVIRONMENT = {
  ...{ AWS_ACCESS_KEY_ID: "build", AWS_SECRET_ACCESS_KEY: "build", AWS_REGION: "eu-west-1" },
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1/credentials",
};

beforeAll(async () => {
  await new Promise<void>((resolve) => bucket.listen(0, "127.0.0.1", resolve));
  const { port } = bucket.address() as AddressInfo;
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` });
});

afterAll(() => {
  for (const name of [...Object.keys(ENVIRONMENT), "AWS_ENDPOINT_URL_S3"]) delete process.env[name];
  bucket.close();
  rmSync(folder, { recursive: true });
});

const run = (remove: boolean, configuration = "{}") => ({
  ...{ configuration, remove },
  credentials: {
    ...{ accessKeyId: "child", secretAccessKey: "secret", sessionToken: "token" },
    expiration: new Date(),
  },
});

const location = "s3://engines/aws-nuke";

test("refuses an engine with another content than the pinned one", async () => {
  await expect(fetchEngine({ location, sha256: "0".repeat(64) })).rejects.toThrow(
    `has SHA-256 ${sha256}, but ${"0".repeat(64)} is pinned`,
  );
});

const pinOf = (file: string) => ({
  location: `s3://engines/${file}`,
  sha256: createHash("sha256")
    .update(FILES[file] ?? "")
    .digest("hex"),
});

test("takes the program out of the archive of a release, once that is the pinned one", async () => {
  const { sha256: pinned, location: archive } = pinOf("aws-nuke.tar.gz");
  const engine = await fetchEngine({ location: archive, sha256: pinned });
  const { resources } = await engine.run(run(false));
  await engine.dispose();
  expect(resources).toHaveLength(1);
  await expect(fetchEngine({ location: archive, sha256 })).rejects.toThrow("is pinned");
});

test("refuses an archive in which the program is not", async () => {
  await expect(fetchEngine(pinOf("other.tar.gz"))).rejects.toThrow("has no file aws-nuke");
});

test("refuses an address that is neither of the web nor of a bucket", async () => {
  const local = join(folder, "engine");
  writeFileSync(local, PROGRAM);

  await expect(fetchEngine({ location: `file://${local}`, sha256 })).rejects.toThrow(
    "neither an https:// nor an s3:// address",
  );
});

test("looks with the credentials of the account and without those of the build", async () => {
  const engine = await fetchEngine({ location, sha256 });

  const { resources } = await engine.run(run(false));
  await engine.dispose();

  expect(resources).toMatchObject([{ type: "IAMUser", state: "would remove" }]);
  const [call, ...environment] = readFileSync(seen, "utf8").split("\n");
  expect(call).toMatch(
    /^run --config \S+ --force --force-sleep 3 --log-disable-color --no-alias-check$/,
  );
  expect(environment).toContain("AWS_ACCESS_KEY_ID=child");
  expect(environment).toContain("AWS_SESSION_TOKEN=token");
  expect(environment.join("\n")).not.toContain("AWS_CONTAINER_CREDENTIALS");
});

test("takes a pass that met resistance for what it is", async () => {
  const engine = await fetchEngine({ location, sha256 });

  const { resources } = await engine.run(run(true));
  await engine.dispose();

  expect(resources).toMatchObject([{ type: "IAMUser", state: "removed" }]);
});

test("does not believe a look that failed", async () => {
  const engine = await fetchEngine({ location, sha256 });

  await expect(engine.run(run(false, "broken"))).rejects.toThrow("exit code 2");
  await engine.dispose();
});
