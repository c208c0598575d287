import { CONTAINER_NAME } from '../../contract/model/containerName.ts';
import { readReference } from '../../contract/model/imageReference.ts';
import {
  CONTAINER_TABS,
  type ContainerTab,
  type DeepLink,
  type LinkRefusal,
  type RunLink,
} from '../../contract/model/shell.ts';

const MAX_LENGTH = 2048;
const MAX_EACH = 20;
/** What an address may hold (RFC 3986); blanks, quotes, brackets and what is not ASCII come only encoded. */
const ADDRESS = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * Reads `gantry://container/NAME[/TAB]` and `gantry://run?image=…&name=…&port=8080:80&env=A=b`. Any page and any program
 * can open such a link, so nothing is guessed and nothing passed over: what is not exactly this is refused. A link can set
 * no mount, no privilege, no network and no command.
 */
export function readDeepLink(text: string): DeepLink {
  if (text.length > MAX_LENGTH || !ADDRESS.test(text)) return refused('malformed');
  const [, kind, rest = ''] = /^gantry:\/\/([a-z]+)(.*)$/i.exec(text) ?? [];
  if (kind === undefined) return refused('malformed');
  switch (kind.toLowerCase()) {
    case 'container':
      return readContainer(rest);
    case 'run':
      return readRun(rest);
    default:
      return refused('unknown-kind');
  }
}

const refused = (reason: LinkRefusal): DeepLink => ({ type: 'refused', reason });

function readContainer(rest: string): DeepLink {
  const [, encoded = '', tab] = /^\/([^/?#]+)(?:\/([a-z]+))?\/?$/.exec(rest) ?? [];
  const container = decode(encoded);
  if (container === undefined || container.length > 255 || !CONTAINER_NAME.test(container)) {
    return refused('bad-container');
  }
  if (tab === undefined) return { type: 'container', container };
  return isTab(tab) ? { type: 'container', container, tab } : refused('bad-container');
}

const isTab = (text: string): text is ContainerTab => CONTAINER_TABS.some((tab) => tab === text);

function readRun(rest: string): DeepLink {
  // Browsers put a slash there.
  const [, query] = /^\/?\?([^#]*)$/.exec(rest) ?? [];
  if (query === undefined) return refused('malformed');
  const ports: RunLink['ports'][number][] = [];
  const env: RunLink['env'][number][] = [];
  let image: string | undefined;
  let name: string | undefined;
  for (const pair of query.split('&')) {
    const [, key = '', encoded = ''] = /^([a-z]+)=(.*)$/.exec(pair) ?? [];
    const value = decode(encoded);
    if (value === undefined) return refused('malformed');
    switch (key) {
      case 'image':
        if (image !== undefined) return refused('set-twice');
        if (!readReference(value).ok) return refused('bad-image');
        image = value;
        break;
      case 'name':
        if (name !== undefined) return refused('set-twice');
        if (!CONTAINER_NAME.test(value) || value.length > 255) return refused('bad-container');
        name = value;
        break;
      case 'port': {
        const port = readPort(value);
        if (!port || ports.length === MAX_EACH) return refused('bad-port');
        ports.push(port);
        break;
      }
      case 'env': {
        const [, variable, content = ''] = /^([A-Za-z_]\w*)=(.*)$/.exec(value) ?? [];
        if (variable === undefined || env.length === MAX_EACH) return refused('bad-env');
        if (env.some((one) => one.name === variable)) return refused('set-twice');
        env.push({ name: variable, value: content });
        break;
      }
      default:
        return refused('unknown-setting');
    }
  }
  if (image === undefined) return refused('bad-image');
  return { type: 'run', run: { image, ...(name !== undefined && { name }), ports, env } };
}

/** `80`, `8080:80`, `8080:80/udp`. On which address is not for a link to say. */
function readPort(text: string): RunLink['ports'][number] | undefined {
  const [, host, container, protocol = 'tcp'] = /^(?:(\d{1,5}):)?(\d{1,5})(?:\/(tcp|udp))?$/.exec(text) ?? [];
  const [hostPort, containerPort] = [host === undefined ? undefined : Number(host), Number(container)];
  if (!isPort(containerPort) || (hostPort !== undefined && !isPort(hostPort))) return undefined;
  return { containerPort, protocol: protocol === 'udp' ? 'udp' : 'tcp', ...(hostPort !== undefined && { hostPort }) };
}

const isPort = (number: number): boolean => number >= 1 && number <= 65_535;

/** Without what a person cannot see: control signs, and those that turn the direction of a text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u;

function decode(encoded: string): string | undefined {
  try {
    const text = decodeURIComponent(encoded);
    return UNSEEN.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
