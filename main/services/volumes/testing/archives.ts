import { pack } from 'tar-stream';

type Entry = Parameters<ReturnType<typeof pack>['entry']>[0] & { readonly content?: string };

/** An archive as somebody else would write it. */
export async function archiveOf(entries: readonly Entry[]): Promise<Buffer<ArrayBuffer>> {
  const archive = pack();
  for (const { content, ...header } of entries) {
    archive.entry({ mtime: new Date(1e12), mode: 0o644, ...header }, content ?? '');
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
