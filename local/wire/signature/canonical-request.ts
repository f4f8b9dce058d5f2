import { decoded, header, type WireRequest } from "../message.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Percent-encoding of Signature Version 4: everything but unreserved characters. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** S3 signs the path as it is sent; every other service signs it encoded once more and normalized. */
function canonicalPath(rawPath: string, service: string): string {
  if (service === "s3") {
    return rawPath
      .split("/")
      .map((segment) => encoded(decoded(segment)))
      .join("/");
  }
  const segments: string[] = [];
  for (const segment of rawPath.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encoded(segment));
  }
  const end = segments.length > 0 && rawPath.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${end}`;
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("X-Amz-Signature="))
    .map((pair) => {
      const [name = "", ...value] = pair.replaceAll("+", "%20").split("=");
      return [encoded(decoded(name)), encoded(decoded(value.join("=")))] as const;
    })
    .sort(([name, value], [otherName, otherValue]) => {
      if (name !== otherName) return name < otherName ? -1 : 1;
      return value < otherValue ? -1 : 1;
    })
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function canonicalHeaders(request: WireRequest, names: readonly string[]): string {
  return names
    .map((name) => {
      const value = header(request, name) ?? "";
      return `${name.toLowerCase()}:${value.trim().replace(/\s+/g, " ")}\n`;
    })
    .join("");
}

/** The text whose hash is signed (AWS General Reference, "Create a signed AWS API request"). */
export function canonicalRequest(
  request: WireRequest,
  signed: SignedRequest,
  payloadHash: string,
): string {
  return [
    request.method,
    canonicalPath(request.rawPath, signed.service),
    canonicalQuery(request.rawQuery),
    canonicalHeaders(request, signed.signedHeaders),
    signed.signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}
