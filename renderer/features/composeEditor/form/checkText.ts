import type { ComposePath } from '../../../../contract/compose/edit.ts';
import type { ScalarShape } from './shapes.ts';
import { t } from '../texts/index.ts';

const DURATIONS = new Set([
  ...['interval', 'timeout', 'start_period', 'start_interval', 'stop_grace_period', 'delay', 'monitor', 'window'],
]);
const SIZES = new Set([...['mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size', 'memory', 'size']]);

export type TextKind = 'duration' | 'size' | 'number' | 'text';

/** What a text is meant to be, by its key and the specification. */
export function kindOfText(path: ComposePath, { types }: ScalarShape): TextKind {
  const key = String(path.at(-1));
  if (DURATIONS.has(key)) return 'duration';
  if (SIZES.has(key)) return 'size';
  return types.includes('integer') || types.includes('number') ? 'number' : 'text';
}

export const PLACEHOLDERS: Readonly<Record<TextKind, string>> = {
  duration: '1m30s',
  size: '512m',
  number: '',
  text: '',
};

/** Why a text cannot stand at a path; undefined: it can. What a variable will say is not known. */
export function textProblem(path: ComposePath, text: string, shape: ScalarShape): string | undefined {
  if (text.includes('$')) return undefined;
  const { types, choices, minimum, maximum } = shape;
  if (choices.length > 0 && !choices.includes(text)) return t('One of {{choices}}.', { choices: choices.join(', ') });
  const kind = kindOfText(path, shape);
  if (kind === 'duration' && !/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$|^0$/.test(text))
    return t('A duration has units: 10s, 1m30s, 500ms.');
  if (kind === 'size' && !/^-1$|^\d+(\.\d+)?\s*([kmgtp]i?b?|b)?$/i.test(text))
    return t('A size is a number with a unit: 512m, 1.5g, 64kb.');
  if (kind !== 'number' || types.includes('null')) return undefined;
  const isPort = ['published', 'target'].includes(String(path.at(-1)));
  if (isPort) return /^\d+(-\d+)?$/.test(text) ? portProblem(text) : t('A port is a number up to 65535, or a range.');
  if (['mode', 'cpu_rt_period', 'cpu_rt_runtime'].includes(String(path.at(-1)))) return undefined;
  const isWhole = !types.includes('number');
  if (!/^-?\d+(\.\d+)?$/.test(text) || (isWhole && text.includes('.')))
    return isWhole ? t('A whole number is needed.') : t('A number is needed.');
  if (minimum !== undefined && Number(text) < minimum) return t('At least {{minimum}}.', { minimum });
  return maximum !== undefined && Number(text) > maximum ? t('At most {{maximum}}.', { maximum }) : undefined;
}

function portProblem(text: string): string | undefined {
  const [from = 0, to = from] = text.split('-').map(Number);
  return to > 65535 || from > to ? t('A port is a number up to 65535, or a range.') : undefined;
}

/** As above, for a part of a short form. */
export function partProblem(id: string, text: string): string | undefined {
  if (text === '' || text.includes('$')) return undefined;
  if (id === 'published' || id === 'target')
    return /^\d+(-\d+)?$/.test(text) ? portProblem(text) : t('A port is a number up to 65535, or a range.');
  if (id === 'protocol')
    return ['tcp', 'udp', 'sctp'].includes(text) ? undefined : t('One of {{choices}}.', { choices: 'tcp, udp, sctp' });
  return undefined;
}
