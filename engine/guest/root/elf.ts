/** What a program or library asks the loader for. */
export interface ElfNeeds {
  readonly libraries: readonly string[];
  readonly interpreter?: string;
}

const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const PT_LOAD = 1;
const DT_NEEDED = 1n;
const DT_STRTAB = 5n;

/** Reads a 64 bit little-endian ELF file (both architectures of the guest); undefined when it is something else. */
export function elfNeeds(file: Buffer): ElfNeeds | undefined {
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) return undefined;
  const headers = programHeaders(file);
  const interp = headers.find(({ type }) => type === PT_INTERP);
  const interpreter = interp && cString(file, interp.offset);
  return { libraries: neededLibraries(file, headers), ...(interpreter !== undefined && { interpreter }) };
}

interface ProgramHeader {
  readonly type: number;
  readonly offset: number;
  readonly address: bigint;
  readonly sizeBytes: number;
}

function programHeaders(file: Buffer): readonly ProgramHeader[] {
  const start = Number(file.readBigUInt64LE(32));
  const size = file.readUInt16LE(54);
  return Array.from({ length: file.readUInt16LE(56) }, (_, index) => {
    const at = start + index * size;
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: file.readBigUInt64LE(at + 16),
      sizeBytes: Number(file.readBigUInt64LE(at + 32)),
    };
  });
}

function neededLibraries(file: Buffer, headers: readonly ProgramHeader[]): readonly string[] {
  const dynamic = headers.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) return [];
  const entries: (readonly [bigint, bigint])[] = [];
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.sizeBytes; at += 16) {
    entries.push([file.readBigUInt64LE(at), file.readBigUInt64LE(at + 8)]);
  }
  const strings = entries.find(([tag]) => tag === DT_STRTAB)?.[1];
  const load = headers.find(
    ({ type, address, sizeBytes }) =>
      type === PT_LOAD && strings !== undefined && strings >= address && strings < address + BigInt(sizeBytes),
  );
  if (strings === undefined || !load) return [];
  const table = load.offset + Number(strings - load.address);
  return entries.filter(([tag]) => tag === DT_NEEDED).map(([, offset]) => cString(file, table + Number(offset)));
}

const cString = (file: Buffer, at: number): string => file.toString('latin1', at, file.indexOf(0, at));
