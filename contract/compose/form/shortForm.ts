import type { ComposeValue } from '../edit';
import type { Converted } from './otherForm';
import type { Parts, ShortSyntax } from './shortSyntax';
import { MOUNT, PORT } from './shortSyntaxes';
import { partsOf } from './shortSyntax';

type Fields = { readonly [key: string]: ComposeValue };

/** A port in its long form as one text, with the same meaning. */
export function shortPort(value: ComposeValue): Converted {
  const port = value as Fields;
  const more = unsaid(port, ['target', 'published', 'host_ip', 'protocol', 'mode']);
  if (more !== undefined) return more;
  if ((port['mode'] ?? 'ingress') !== 'ingress') return cannot(`mode: ${scalarText(port['mode']) ?? ''}`);
  const [target, published, host, protocol] = ['target', 'published', 'host_ip', 'protocol'].map((key) =>
    scalarText(port[key]),
  );
  if (target === undefined || !/^\d+$/.test(target)) return { why: 'It has no container port that is a number.' };
  const host_ip = host?.includes(':') === true && !host.startsWith('[') ? `[${host}]` : host;
  return written(PORT, { target, published, host_ip, protocol });
}

const isPath = (source: string): boolean => /^[./~]|^[a-zA-Z]:|^\\\\/.test(source);

/** A mount in its long form as one text, with the same meaning. */
export function shortMount(value: ComposeValue): Converted {
  const mount = value as Fields;
  const more = unsaid(mount, ['type', 'source', 'target', 'read_only', 'bind', 'volume']);
  if (more !== undefined) return more;
  const [type, source, target] = ['type', 'source', 'target'].map((key) => scalarText(mount[key]));
  const isBind = type === 'bind';
  if (type !== 'bind' && type !== 'volume') return cannot(`type: ${type ?? ''}`);
  if (target === undefined) return { why: 'It has no path in the container.' };
  if (source?.includes('$') === true) return { why: 'What the variable in the source will be is not known.' };
  if (source === undefined ? isBind : isPath(source) !== isBind) {
    return { why: `By its source the short form would not be of the type ${type}.` };
  }
  const settings = (mount[type] ?? {}) as Fields;
  const other = Object.keys(settings).filter((key) => key !== 'create_host_path');
  if (mount[isBind ? 'volume' : 'bind'] !== undefined || other.length > 0) return cannot(other.join(', ') || 'both');
  if (isBind && settings['create_host_path'] !== true) {
    return { why: 'The short form makes the folder of the host where it is missing; this one refuses to start then.' };
  }
  const isReadOnly = mount['read_only'] === true;
  if (isReadOnly && source === undefined) return cannot('read_only without a source');
  return written(MOUNT, { source, target, mode: isReadOnly ? 'ro' : undefined });
}

/** Only if it is read again as the same parts. */
function written(syntax: ShortSyntax, parts: Parts): Converted {
  const text = syntax.write(parts);
  const again = partsOf(syntax, text);
  const isSame =
    again &&
    [...new Set([...Object.keys(again), ...Object.keys(parts)])].every(
      (key) => (again[key] ?? '') === (parts[key] ?? ''),
    );
  return isSame ? { value: text } : { why: 'The short form cannot say this.' };
}

function unsaid(fields: Fields, known: readonly string[]): Converted | undefined {
  const more = Object.keys(fields).filter((key) => !known.includes(key));
  return more.length === 0 ? undefined : cannot(more.join(', '));
}

const cannot = (what: string): Converted => ({ why: `The short form cannot say “${what}”.` });

const scalarText = (value: ComposeValue | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
