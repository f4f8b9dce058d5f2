import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.ts";

const HOST = /^[\w.-]+\.(?:amazonaws\.com|api\.aws):443$/;

/** A proxy on loopback, behind which every host of AWS is the local cloud. */
export interface Front {
  readonly url: string;
  /** What was asked for that is none of AWS's hosts. */
  readonly strangers: ReadonlySet<string>;
  close(): Promise<void>;
}

const listening = (server: Server) =>
  new Promise<AddressInfo>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });

/** Copies bytes both ways, until either end is closed. */
function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.on("error", () => other.destroy()).on("close", () => other.destroy());
  other.on("error", () => one.destroy()).on("close", () => one.destroy());
}

/**
 * Starts a proxy that ends TLS as if it were AWS and hands the requests on as they are: so a client keeps
 * the addresses that it would have against AWS, and needs no configuration but HTTPS_PROXY.
 */
export async function startFront(gateway: string, { certificate, key }: Certificate) {
  const { port } = new URL(gateway);
  const secureContext = createSecureContext({ cert: certificate, key });
  const strangers = new Set<string>();
  const sockets = new Set<Duplex>();
  const server = createServer();
  server.on("connect", ({ url = "" }: IncomingMessage, socket: Duplex) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)));
    if (!HOST.test(url)) {
      strangers.add(url);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    const inside = new TLSSocket(socket, { isServer: true, secureContext });
    join(inside, connect(Number(port), "127.0.0.1"));
  });
  const address = await listening(server);
  const front: Front = {
    url: `http://127.0.0.1:${address.port}`,
    strangers,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return front;
}
