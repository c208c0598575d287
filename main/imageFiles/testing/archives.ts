import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

export type TestEntry = Partial<Header> & { readonly name: string; readonly content?: string | Uint8Array };

/** A layer's archive. */
export async function layerOf(entries: readonly TestEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) {
    const type = header.type ?? (header.name.endsWith('/') ? 'directory' : 'file');
    const bytes = Buffer.from(content ?? '');
    archive.entry({ mode: type === 'directory' ? 0o755 : 0o644, ...header, type, size: bytes.byteLength }, bytes);
  }
  archive.finalize();
  return collect(archive as unknown as AsyncIterable<Uint8Array>);
}

interface ArchiveOptions {
  /** That of engine 25 and newer, or the older one. */
  readonly layout?: 'oci' | 'oci-index-only' | 'legacy';
  readonly compression?: 'none' | 'gzip' | 'zstd';
  readonly isManifestFirst?: boolean;
  readonly config?: object;
  readonly history?: readonly object[];
  /** Instead of the layer’s own bytes. */
  readonly damage?: (layer: Buffer, index: number) => Buffer;
}

/** A frame of zstd (RFC 8878) whose blocks are not compressed: Node 20 has nothing that writes it. */
export function zstdFrame(bytes: Uint8Array, blockBytes = 65_536): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.byteLength);
  // The descriptor: one segment, its size in four bytes, no checksum, no dictionary.
  const parts: Uint8Array[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0b1010_0000]), size];
  for (let at = 0; at < bytes.byteLength || at === 0; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes);
    const isLast = at + blockBytes >= bytes.byteLength;
    const header = Buffer.alloc(3);
    header.writeUIntLE(block.byteLength * 8 + Number(isLast), 0, 3); // type 0: raw
    parts.push(header, block);
  }
  return Buffer.concat(parts);
}

const COMPRESS = {
  none: (layer: Buffer) => layer,
  gzip: (layer: Buffer) => gzipSync(layer),
  zstd: (layer: Buffer) => zstdFrame(layer),
};

export interface TestArchive {
  readonly bytes: Buffer;
  readonly diffIds: readonly string[];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What `docker image save` writes. A layer that is there twice is a link in the older layout. */
export async function archiveOf(
  layers: readonly (readonly TestEntry[])[],
  {
    layout = 'oci',
    compression = 'none',
    isManifestFirst = false,
    config,
    history,
    damage = (layer) => layer,
  }: ArchiveOptions = {},
): Promise<TestArchive> {
  const plain = await Promise.all(layers.map(layerOf));
  const diffIds = plain.map((layer) => `sha256:${sha256(layer)}`);
  const blobs = plain.map((layer, index) => damage(COMPRESS[compression](layer), index));
  const image = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config,
      rootfs: { type: 'layers', diff_ids: diffIds },
      history,
    }),
  );
  const files = new Map<string, Buffer>();
  const links = new Map<string, string>();
  const blob = (bytes: Buffer) => {
    const name = `blobs/sha256/${sha256(bytes)}`;
    files.set(name, bytes);
    return name;
  };
  const descriptor = (bytes: Buffer) => ({ digest: `sha256:${sha256(bytes)}`, size: bytes.byteLength });
  if (layout === 'legacy') {
    const first = new Map<string, string>();
    const names = blobs.map((bytes, index) => {
      const name = `${sha256(Buffer.from(`${index}`))}/layer.tar`;
      const same = first.get(diffIds[index]!);
      if (same) links.set(name, `../${same}`);
      else {
        first.set(diffIds[index]!, name);
        files.set(name, bytes);
      }
      return name;
    });
    const id = sha256(image);
    files.set(`${id}.json`, image);
    files.set('manifest.json', Buffer.from(JSON.stringify([{ Config: `${id}.json`, RepoTags: null, Layers: names }])));
  } else {
    const names = blobs.map(blob);
    const configName = blob(image);
    const manifest = Buffer.from(
      JSON.stringify({ schemaVersion: 2, config: descriptor(image), layers: blobs.map(descriptor) }),
    );
    blob(manifest);
    files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [descriptor(manifest)] })));
    files.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
    if (layout === 'oci') {
      files.set('manifest.json', Buffer.from(JSON.stringify([{ Config: configName, RepoTags: [], Layers: names }])));
    }
  }
  const ordered = [...files].toSorted(([a], [b]) => {
    const rank = (name: string) => (/json$/.test(name) === isManifestFirst ? 0 : 1);
    return rank(a) - rank(b);
  });
  const entries: TestEntry[] = [
    ...ordered.map(([name, content]) => ({ name, content })),
    ...[...links].map(([name, linkname]) => ({ name, linkname, type: 'symlink' as const })),
  ];
  return { bytes: await layerOf(entries), diffIds };
}

/** Bytes as a stream, cut where nothing expects it. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 1000): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
