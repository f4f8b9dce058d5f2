import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../../..");
const CACHE = join(ROOT, "node_modules/.cache/dynamodb-local");
const VERSION = "2.6.0";
const JAVA = "java";
const MAVEN = "mvn";
const MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

const PROJECT = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>judge</groupId><artifactId>judge</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.amazonaws</groupId><artifactId>DynamoDBLocal</artifactId><version>${VERSION}</version>
  </dependency></dependencies>
</project>
`;

const run = promisify(execFile);

/** The libraries of DynamoDB Local: in DYNAMODB_LOCAL, or fetched once by Maven. */
async function libraries(): Promise<string> {
  const given = process.env["DYNAMODB_LOCAL"];
  if (given !== undefined) return given;
  const folder = join(CACHE, `lib-${VERSION}`);
  if (globSync("DynamoDBLocal-*.jar", { cwd: folder }).length > 0) return folder;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, "pom.xml"), PROJECT);
  const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
  await run(MAVEN, ["--quiet", "--batch-mode", ...goal], { cwd: CACHE });
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

async function untilAnswering(url: string, java: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (java.exitCode !== null) throw new Error("DynamoDB Local ended at once.");
    if (await isAnswering(url)) return;
    await pause(100);
  }
  throw new Error("DynamoDB Local does not answer.");
}

/** Amazon's DynamoDB Local, started on the loopback address with nothing in it. */
export interface DynamoDbLocal {
  readonly url: string;
  stop(): void;
}

/** Starts DynamoDB Local; undefined where there is no Java, or no way to get it. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal | undefined> {
  try {
    await run(JAVA, ["-version"]);
    const folder = await libraries();
    if (!existsSync(folder)) return undefined;
    const port = await freePort();
    // It calls its folders by relative names; the jars lie together, or beside their dependencies.
    const jars = ["*", "DynamoDBLocal_lib/*"].map((each) => join(folder, each)).join(":");
    const options = [`-Djava.library.path=${folder}:${join(folder, "DynamoDBLocal_lib")}`];
    const settings = ["-inMemory", "-disableTelemetry", "-port", String(port)];
    const java = spawn(JAVA, [...options, "-cp", jars, MAIN, ...settings], { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}`;
    await untilAnswering(url, java);
    return { url, stop: () => void java.kill() };
  } catch (error) {
    console.log(String(error));
    return undefined;
  }
}
