import { promises as dns } from 'node:dns';
import { isIPv4 } from 'node:net';
import { RECORD, type Answer, type Question, type ResponseCode, writeName } from './message.ts';
import { addressBytes, mxData, soaData, srvData, txtData } from './recordData.ts';

export interface Found {
  readonly code: ResponseCode;
  readonly answers: readonly Answer[];
}

/** This machine's resolvers; others to test with. */
export interface Resolvers {
  /** As every program of this machine finds addresses: with its VPN, its hosts file, its domains. */
  addressesOf(name: string): Promise<readonly string[]>;
  /** Other records. */
  readonly records: Pick<
    dns.Resolver,
    'resolveMx' | 'resolveTxt' | 'resolveSrv' | 'resolveNs' | 'resolveCname' | 'resolveSoa' | 'resolvePtr'
  >;
}

/** The system does not tell how long its answers hold: this long nobody asks it again, and a VPN that comes up is followed soon. */
const TTL_SECONDS = 5;
/** Each lookup holds one of the few threads that also read files. */
const AT_ONCE = 2;

const HOST_NAMES = new Set(['host.docker.internal', 'gateway.docker.internal']);

export const thisMachine = (): Resolvers => ({
  addressesOf: async (name) => (await dns.lookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address),
  records: new dns.Resolver({ timeout: 3_000, tries: 2 }),
});

export type LookUp = (question: Question) => Promise<Found>;

/** Finds what a name stands for as this machine would. `hostIp` is where the guest finds this machine. Never rejects. */
export function createLookUp(hostIp: string, resolvers: Resolvers = thisMachine()): LookUp {
  const addressesOf = remembered(
    limited((name) => resolvers.addressesOf(name)),
    TTL_SECONDS * 1000,
  );
  return async ({ name, type }) => {
    try {
      if (type !== RECORD.A && type !== RECORD.AAAA) return await otherRecords(resolvers, { name, type });
      const addresses = HOST_NAMES.has(name.toLowerCase())
        ? [hostIp]
        : (await addressesOf(name)).flatMap((address) => seenFromGuest(name, address, hostIp));
      const wanted = [...new Set(addresses)].filter((address) => isIPv4(address) === (type === RECORD.A));
      return ok(wanted.map((address) => ({ type, ttlSeconds: TTL_SECONDS, data: addressBytes(address) })));
    } catch (error) {
      return { code: codeOf(error), answers: [] };
    }
  };
}

/** What this machine calls itself is in its hosts file: for the guest that is this machine, not the guest. */
function seenFromGuest(name: string, address: string, hostIp: string): readonly string[] {
  if (/^localhost\.?$|\.localhost\.?$/i.test(name)) return [address];
  if (/^127\./.test(address)) return [hostIp];
  return address === '::1' ? [] : [address];
}

async function otherRecords({ records }: Resolvers, { name, type }: Question): Promise<Found> {
  const all = (data: readonly Buffer[]) => ok(data.map((one) => ({ type, ttlSeconds: TTL_SECONDS, data: one })));
  switch (type) {
    case RECORD.MX:
      return all((await records.resolveMx(name)).map(mxData));
    case RECORD.TXT:
      return all((await records.resolveTxt(name)).map(txtData));
    case RECORD.SRV:
      return all((await records.resolveSrv(name)).map(srvData));
    case RECORD.NS:
      return all((await records.resolveNs(name)).map(writeName));
    case RECORD.CNAME:
      return all((await records.resolveCname(name)).map(writeName));
    case RECORD.PTR:
      return all((await records.resolvePtr(name)).map(writeName));
    case RECORD.SOA:
      return all([soaData(await records.resolveSoa(name))]);
    default:
      return ok([]); // Nothing of that kind: whoever asks goes on with what there is.
  }
}

const ok = (answers: readonly Answer[]): Found => ({ code: 'ok', answers });

function codeOf(error: unknown): ResponseCode {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOTFOUND' || code === 'EAI_NONAME') return 'no-such-name';
  return code === 'ENODATA' ? 'ok' : 'failed';
}

type Addresses = (name: string) => Promise<readonly string[]>;

/** Who asks for both kinds of address asks twice, and the system answers once. */
function remembered(ask: Addresses, forMs: number): Addresses {
  const known = new Map<string, Promise<readonly string[]>>();
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const asked = ask(name);
    known.set(name, asked);
    const forget = () => void setTimeout(() => known.delete(name), forMs).unref();
    asked.then(forget, forget);
    return asked;
  };
}

function limited(ask: Addresses): Addresses {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (name) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await ask(name);
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
