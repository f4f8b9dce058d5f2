import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that counts its requests. */
export async function aServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => {
    response.end("ok");
  },
) {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Code of a function that calls an address by `get`. */
export const GET = `const { Agent, request } = require("node:http");
const agent = new Agent({ keepAlive: true });
const get = (path) => new Promise((resolve, reject) => {
  const headers = { authorization: "AWS4-HMAC-SHA256 Credential=ASIABROKER/20261124/x/y/z" };
  const call = request(process.env.AWS_ENDPOINT_URL + path, { agent, headers }, (answer) => {
    let text = "";
    answer.on("data", (chunk) => { text += chunk; });
    answer.on("end", () => resolve(text));
  });
  call.on("error", reject);
  call.end();
});
`;
