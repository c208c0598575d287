import fc from 'fast-check';

/**
 * Texts of Compose files in every hand: indentation, quotes, flow and block, comments and blank lines everywhere, anchors and
 * merges, block scalars, long forms and short ones, line ends. All of them are files that Compose takes.
 */
export const composeText: fc.Arbitrary<string> = fc
  .noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 }))
  .map((seed) => new Writer(randomOf(seed)).file());

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Value = string | number | boolean | null | readonly Value[] | Pairs;
class Pairs {
  constructor(readonly entries: readonly (readonly [string, Value])[]) {}
}
const map = (...entries: (readonly [string, Value] | undefined)[]): Pairs =>
  new Pairs(entries.filter((entry) => entry !== undefined));

const WORDS = [
  'web',
  'it works',
  'a#b',
  "it's",
  'x: y',
  '80',
  'true',
  'ünï 🐳',
  '',
  'C:\\x',
  '$${HOME}',
  'a "q"',
  '-x',
  '1e3',
];
const COMMENTS = ['# comment', '#- "80:80"', '# key: value', '#', '#\ttab', '# 漢字 🐳', '# it\'s "so"'];

class Writer {
  private readonly step: number;
  private readonly dash: number;
  private readonly gap: string;
  private readonly dashGap: number;
  private readonly comments: number;
  private readonly blanks: number;
  private readonly flow: number;
  private readonly quote: string;
  private readonly lines: string[] = [];
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
    this.step = this.pick([2, 2, 2, 4, 4, 3]);
    this.dash = this.pick([0, 0, this.step, this.step, 1]);
    this.gap = this.pick(['', '', '', '  ']);
    this.dashGap = this.pick([1, 1, 1, 3]);
    this.comments = this.pick([0, 0.05, 0.3]);
    this.blanks = this.pick([0, 0.05, 0.3]);
    this.flow = this.pick([0, 0.1, 0.4]);
    this.quote = this.pick(['plain', 'single', 'double', 'mixed']);
  }

  file(): string {
    const sections: (readonly [string, Value])[] = [];
    if (this.chance(0.2)) sections.push(['name', 'project']);
    const hasEnv = this.chance(0.3);
    if (this.chance(0.15)) return this.json();
    if (this.chance(0.1)) this.lines.push('---');
    this.fuss(0);
    for (const [key, value] of sections) this.pair(key, value, 0);
    if (hasEnv)
      this.lines.push('x-env: &env', `${' '.repeat(this.step)}SHARED: "1"`, `${' '.repeat(this.step)}OTHER: two`);
    if (hasEnv) this.lines.push('x-base: &base {init: true, stdin_open: true}');
    this.pair('services', map(...this.services(hasEnv)), 0);
    this.pair('networks', map(['front', this.pick<Value>([null, map()])], ['back', map(['driver', 'bridge'])]), 0);
    this.pair('volumes', map(['data', this.pick<Value>([null, map(), map(['driver', 'local'])])]), 0);
    this.fuss(0);
    if (this.chance(0.05)) this.lines.push('...');
    const end = this.chance(0.15) ? '' : '\n';
    const text = this.lines.join('\n') + end;
    return (this.chance(0.03) ? '\ufeff' : '') + (this.chance(0.15) ? text.replaceAll('\n', '\r\n') : text);
  }

  /** JSON is YAML. */
  private json(): string {
    const plain = (value: Value): unknown => {
      if (value instanceof Pairs) return Object.fromEntries(value.entries.map(([key, each]) => [key, plain(each)]));
      return Array.isArray(value) ? value.map(plain) : value;
    };
    const file = map(
      ['services', map(...this.services(false))],
      ['networks', map(['front', null], ['back', map()])],
      ['volumes', map(['data', map()])],
    );
    return JSON.stringify(plain(file), null, this.pick([0, 2, 4])) + this.pick(['', '\n']);
  }

  private services(hasEnv: boolean): [string, Value][] {
    const names = ['web', 'db', 'a.b-c'].slice(0, 1 + Math.floor(this.random() * 3));
    return names.map((name, index) => [name, this.service(names.slice(0, index), hasEnv)]);
  }

  private service(others: readonly string[], hasEnv: boolean): Pairs {
    const some = (key: string, value: () => Value): readonly [string, Value] | undefined =>
      this.chance(0.5) ? [key, value()] : undefined;
    return map(
      hasEnv && this.chance(0.3) ? ['<<', this.pick(['\u0000*base', '\u0000[*base]'])] : undefined,
      ['image', this.pick(['nginx', 'nginx:1.25', 'r.example:5000/a/b:1@sha256:' + 'a'.repeat(64)])],
      some('restart', () => this.pick(['always', 'no', 'unless-stopped'])),
      some('command', () => this.pick<Value>(['sleep 1', ['sh', '-c', 'echo "a"\necho b\n'], 'a\n b\nc\n', ['x']])),
      some('ports', () =>
        this.some<Value>(['80:80', 3000, '127.0.0.1:22:22/udp', map(['target', 80], ['published', '8080'])]),
      ),
      some('environment', () => this.environment(hasEnv)),
      some('labels', () =>
        this.pick<Value>([map(['a.b/c', 'x'], ['on', 'off']), ['a=b', 'c='], map(['one', this.word()])]),
      ),
      some('volumes', () => this.some<Value>(['data:/data', './x:/x:ro', map(['type', 'tmpfs'], ['target', '/t'])])),
      some('networks', () =>
        this.pick<Value>([['front'], ['front', 'back'], map(['back', null], ['front', map(['aliases', ['w']])])]),
      ),
      others.length > 0
        ? some('depends_on', () =>
            this.pick<Value>([
              others,
              map(...others.map((each) => [each, map(['condition', 'service_started'])] as const)),
            ]),
          )
        : undefined,
      some('healthcheck', () => map(['test', ['CMD', 'true']], ['interval', '10s'], ['retries', 3])),
      some('deploy', () => map(['resources', map(['limits', map(['cpus', '0.5'], ['memory', '50M'])])])),
      some('build', () => map(['context', '.'], ['args', this.pick<Value>([map(['A', '1'], ['B', 'x']), ['A=1']])])),
      some('mem_limit', () => '512m'),
      some('x-note', () => this.word()),
    );
  }

  private environment(hasEnv: boolean): Value {
    if (hasEnv && this.chance(0.2)) return '\u0000*env';
    const entries: [string, Value][] = [
      ['A', this.word()],
      ['B_C', this.word()],
      ['EMPTY', null],
      ['N', 8],
    ];
    if (this.chance(0.4)) return entries.map(([key, value]) => `${key}=${typeof value === 'string' ? value : ''}`);
    const merge: [string, Value][] = hasEnv && this.chance(0.3) ? [['<<', '\u0000*env']] : [];
    return map(...merge, ...this.some(entries));
  }

  private pair(key: string, value: Value, indent: number): void {
    this.fuss(indent);
    const quoted = key !== '<<' && this.chance(0.05) ? `"${key}"` : key === 'on' ? `'on'` : key;
    this.put(`${' '.repeat(indent)}${quoted}:`, value, indent, this.dash);
  }

  /** Puts a value behind a key or dash. */
  private put(head: string, value: Value, indent: number, dash: number): void {
    const space = ` ${this.gap}`;
    if (isCollection(value) && this.isBlock(value)) {
      this.lines.push(head + this.trail());
      const inner = value instanceof Pairs ? indent + this.step : indent + dash;
      this.fuss(inner);
      this.collection(value, inner);
      if (this.chance(this.comments)) this.lines.push(`${' '.repeat(inner)}${this.pick(COMMENTS)}`);
      return;
    }
    if (typeof value === 'string' && value.includes('\n') && this.chance(0.7)) return this.block(head, value, indent);
    const text = isCollection(value) ? this.flowText(value) : this.scalar(value, false);
    this.lines.push((text === '' ? head : head + space + text) + this.trail());
  }

  private isBlock(value: readonly Value[] | Pairs): boolean {
    return (value instanceof Pairs ? value.entries : value).length > 0 && !(this.chance(this.flow) && !hasMerge(value));
  }

  private collection(value: readonly Value[] | Pairs, indent: number): void {
    if (value instanceof Pairs) {
      for (const [key, each] of value.entries) this.pair(key, each, indent);
      return;
    }
    for (const each of value) {
      this.fuss(indent);
      const head = `${' '.repeat(indent)}-`;
      const column = indent + 1 + this.dashGap;
      if (!(each instanceof Pairs)) {
        this.put(head, each, indent, this.step);
        continue;
      }
      const before = this.lines.length;
      for (const [key, inner] of each.entries) {
        if (this.lines.length > before) this.fuss(column);
        this.put(`${' '.repeat(column)}${key}:`, inner, column, this.dash);
      }
      const first = this.lines[before] ?? '';
      this.lines[before] = head + ' '.repeat(this.dashGap) + first.trimStart();
    }
  }

  private block(head: string, value: string, indent: number): void {
    const inner = ' '.repeat(indent + this.step);
    const ends = /\n*$/.exec(value)?.[0].length ?? 0;
    this.lines.push(`${head} |${ends === 0 ? '-' : ends > 1 ? '+' : ''}${this.chance(0.2) ? ' # note' : ''}`);
    for (const line of value.replace(/\n$/, '').split('\n')) this.lines.push(line === '' ? '' : inner + line);
  }

  private flowText(value: Value): string {
    const pad = this.pick(['', ' ']);
    if (value instanceof Pairs) {
      if (value.entries.length === 0) return this.pick(['{}', '{ }']);
      const inner = value.entries.map(([key, each]) =>
        `${key === 'on' ? '"on"' : key}: ${this.flowText(each)}`.trimEnd(),
      );
      return `{${pad}${inner.join(', ')}${pad}}`;
    }
    if (Array.isArray(value)) {
      const inner = (value as readonly Value[]).map((each) => this.flowText(each));
      return `[${pad}${inner.join(this.pick([', ', ',  ']))}${inner.length > 0 && this.chance(0.1) ? ',' : ''}${pad}]`;
    }
    return this.scalar(value, true);
  }

  private scalar(value: Value, isInFlow: boolean): string {
    if (value === null) return isInFlow || this.chance(0.3) ? this.pick(['null', '~']) : '';
    if (typeof value !== 'string') return JSON.stringify(value);
    if (value.startsWith('\u0000')) return value.slice(1);
    const style = this.quote === 'mixed' ? this.pick(['plain', 'single', 'double']) : this.quote;
    if (
      style === 'plain' &&
      /^[A-Za-z./][\w./=@:-]*$/.test(value) &&
      !/^(true|no|on|off|yes|null)$/.test(value) &&
      !value.endsWith(':')
    ) {
      return value;
    }
    if (style === 'double' || /[\n]/.test(value)) return JSON.stringify(value);
    return `'${value.replaceAll("'", "''")}'`;
  }

  /** Comments and blank lines, now and then. */
  private fuss(indent: number): void {
    if (this.chance(this.blanks)) this.lines.push(this.pick(['', '', ' '.repeat(indent)]));
    if (!this.chance(this.comments)) return;
    const at = this.chance(0.85) ? indent : this.pick([0, indent + 1]);
    this.lines.push(' '.repeat(at) + this.pick(COMMENTS));
    if (this.chance(0.3)) this.lines.push(' '.repeat(indent) + this.pick(COMMENTS));
  }

  private trail(): string {
    return this.chance(this.comments)
      ? this.pick([' ', '   ', '\t']) + this.pick(COMMENTS)
      : this.chance(0.03)
        ? '  '
        : '';
  }

  private word = (): string => this.pick(WORDS);

  private some<T>(values: readonly T[]): T[] {
    const kept = values.filter(() => this.chance(0.6));
    return kept.length > 0 ? kept : values.slice(0, 1);
  }

  private pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }

  private chance(of: number): boolean {
    return this.random() < of;
  }
}

const isCollection = (value: Value): value is readonly Value[] | Pairs =>
  value instanceof Pairs || Array.isArray(value);

const hasMerge = (value: readonly Value[] | Pairs): boolean =>
  value instanceof Pairs && value.entries.some(([key, each]) => key === '<<' || (isCollection(each) && hasMerge(each)));
