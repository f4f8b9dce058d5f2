/** The polynomial of CRC-64/NVME, reflected (NVM Express specification, 64b CRC). */
const POLYNOMIAL = 0x9a6c9329ac4bc9b5n;
const ALL_ONES = 0xffffffffffffffffn;

function tableEntry(index: number): bigint {
  let value = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
  }
  return value;
}

const TABLE = BigUint64Array.from({ length: 256 }, (_, index) => tableEntry(index));

/** CRC-64/NVME of the bytes in base64, the checksum that newer AWS clients choose by default. */
export function crc64nvme(bytes: Uint8Array): string {
  let crc = ALL_ONES;
  for (const byte of bytes) {
    crc = (crc >> 8n) ^ (TABLE[Number(crc & 0xffn) ^ byte] ?? 0n);
  }
  const encoded = Buffer.alloc(8);
  encoded.writeBigUInt64BE(crc ^ ALL_ONES);
  return encoded.toString("base64");
}
