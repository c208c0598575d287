import { gzipSync } from 'node:zlib';
import { tarOf } from '../../docker/testing/tar.ts';
import { sha256 } from '../manifest.ts';
import { TEST_PASSWORD, TEST_USER } from './registry.ts';

const type = (name: string) => `application/vnd.oci.image.${name}`;

export interface UploadedImage {
  readonly digest: string;
  readonly platforms: readonly { readonly name: string; readonly digest: string; readonly sizeBytes: number }[];
}

/**
 * Puts an image into a registry over its API, without an engine: one layer for each platform; an index when there are
 * several. `salt` makes it another image.
 */
export async function uploadImage(
  host: string,
  repository: string,
  tags: readonly string[],
  { platforms = ['linux/amd64'], salt = '' }: { platforms?: readonly string[]; salt?: string } = {},
): Promise<UploadedImage> {
  const base = `http://${host}/v2/${repository}`;
  const headers = { authorization: `Basic ${Buffer.from(`${TEST_USER}:${TEST_PASSWORD}`).toString('base64')}` };

  async function call(
    url: string,
    init: { method: string; body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
  ): Promise<Response> {
    const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers } });
    if (!response.ok) throw new Error(`${init.method} ${url}: ${response.status} ${await response.text()}`);
    return response;
  }
  async function blob(bytes: Buffer, mediaType: string) {
    const started = await call(`${base}/blobs/uploads/`, { method: 'POST' });
    const place = new URL(started.headers.get('location')!, base);
    place.searchParams.set('digest', sha256(bytes));
    await call(place.href, { method: 'PUT', body: new Uint8Array(bytes) });
    return { mediaType, digest: sha256(bytes), size: bytes.length };
  }
  async function manifest(value: { mediaType: string }, reference?: string) {
    const body = Buffer.from(JSON.stringify(value));
    const digest = sha256(body);
    const headersOf = { 'content-type': value.mediaType };
    await call(`${base}/manifests/${reference ?? digest}`, {
      method: 'PUT',
      body: new Uint8Array(body),
      headers: headersOf,
    });
    return { mediaType: value.mediaType, digest, size: body.length };
  }

  const images = [];
  for (const name of platforms) {
    const [os, architecture, variant] = name.split('/');
    const tar = tarOf([{ name: 'hello', content: Buffer.from(`${name} ${salt}`) }]);
    const layer = await blob(gzipSync(tar), type('layer.v1.tar+gzip'));
    const platform = { os, architecture, ...(variant && { variant }) };
    const text = {
      ...platform,
      created: '2024-05-06T07:08:09Z',
      config: {},
      rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
    };
    const config = await blob(Buffer.from(JSON.stringify(text)), type('config.v1+json'));
    const value = { schemaVersion: 2, mediaType: type('manifest.v1+json'), config, layers: [layer] };
    images.push({ name, value, descriptor: await manifest(value), platform, sizeBytes: config.size + layer.size });
  }
  const top = {
    schemaVersion: 2,
    mediaType: type('index.v1+json'),
    manifests: images.map(({ descriptor, platform }) => ({ ...descriptor, platform })),
  };
  let digest = '';
  for (const tag of tags) ({ digest } = await manifest(images.length === 1 ? images[0]!.value : top, tag));
  return {
    digest,
    platforms: images.map(({ name, descriptor, sizeBytes }) => ({ name, digest: descriptor.digest, sizeBytes })),
  };
}
