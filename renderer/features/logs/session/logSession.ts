import type { AppError } from '../../../../contract/errors.ts';
import type { LogItem } from '../../../../contract/model/logs.ts';
import { type Analyst, createAnalyst } from '../search/analyst.ts';
import { BlockAnalysis } from '../search/blockAnalysis.ts';
import { compileQuery, type SearchQuery } from '../search/query.ts';
import type { LineView } from '../store/block.ts';
import { LineStore } from '../store/lineStore.ts';
import { ALL_LEVELS, EVERYTHING, type LineFilter, LineList } from '../view/lineList.ts';
import { type LogQuery, type LogReading, type ReadDeps, readLogs } from './readLogs.ts';
import { t } from '../texts/index.ts';

/** What the toolbar shows. A new object when something of it has changed, some ten times a second at most. */
export interface LogSnapshot {
  /** `reading` until all that was there has come. */
  readonly phase: 'reading' | 'live' | 'failed';
  readonly error?: AppError;
  readonly isPaused: boolean;
  readonly lineCount: number;
  /** Oldest lines that had to go, since there are too many. */
  readonly droppedCount: number;
  readonly shownCount: number;
  readonly matchCount: number;
  readonly isSearching: boolean;
  /** Why the search finds nothing: the expression is not one, or takes too long. */
  readonly searchError?: string;
}

interface LogSessionOptions extends LogQuery {
  readonly names: readonly string[];
}

interface LogSessionDeps extends ReadDeps {
  readonly analyst?: Analyst;
}

const SAY_MS = 100;
const JUST_CAME = 5000;
/** The first lines are drawn as they come. */
const FIRST_SCREENS = 200;
const tooSlow = () =>
  t('This expression takes too long on some of the lines. Make it simpler, or search for plain text.');

/** The lines of one view: read, held, searched and filtered. Belongs to no component; ends with `dispose`. */
export class LogSession {
  readonly store = new LineStore();
  /** The lines that are shown. */
  readonly rows: LineList;
  /** Those of them that match the query. */
  readonly matches: LineList;
  /** The query as a pattern, for marking. */
  pattern: RegExp | undefined;
  /** An expression is only safe where the worker has seen it come to an end. */
  isExpression = false;
  /** Called when there is something new to draw. */
  onChange: () => void = () => {};

  private readonly analysis: BlockAnalysis;
  private readonly reading: LogReading;
  private readonly names: readonly string[];
  private readonly listeners = new Set<() => void>();
  private filter: LineFilter = EVERYTHING;
  private query: SearchQuery | undefined;
  private searchError: string | undefined;
  private phase: LogSnapshot['phase'] = 'reading';
  private error: AppError | undefined;
  private isPaused = false;
  private clearedUntil = 0;
  private snapshot: LogSnapshot;
  private sayTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ names, ...query }: LogSessionOptions, { analyst = createAnalyst(), ...deps }: LogSessionDeps) {
    this.names = names;
    this.analysis = new BlockAnalysis(this.store, analyst);
    this.analysis.onProgress = () => this.changed();
    this.rows = new LineList(this.store, this.analysis);
    this.matches = new LineList(this.store, this.analysis);
    this.matches.show({ ...EVERYTHING, onlyMatches: true });
    this.snapshot = this.look();
    this.reading = readLogs(
      query,
      {
        onItem: (item) => this.take(item),
        onLost: (error) => {
          this.error = error;
          this.changed();
        },
        onReconnected: () => {
          this.error = undefined;
          this.remark(t('The connection was lost and is back. It goes on where it stopped.'), 0);
          this.changed();
        },
        onError: (error) => {
          this.phase = 'failed';
          this.error = error;
          this.changed();
        },
      },
      deps,
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): LogSnapshot => this.snapshot;

  /** What was there already is still coming. */
  get isCatchingUp(): boolean {
    return this.phase === 'reading' && this.store.lineCount > FIRST_SCREENS;
  }

  /** Below this line number it is known which lines match. */
  get analysedUntil(): number {
    return this.analysis.doneUntil;
  }

  show(filter: LineFilter): void {
    this.filter = filter;
    this.wantAnalysis();
    this.rows.show(filter);
    this.matches.show({ ...filter, onlyMatches: true });
    this.changed();
  }

  search(query: SearchQuery): void {
    const compiled = compileQuery(query);
    this.searchError = compiled.type === 'invalid' ? compiled.message : undefined;
    this.pattern = compiled.type === 'pattern' ? compiled.pattern : undefined;
    this.isExpression = query.isRegex;
    this.query = compiled.type === 'pattern' ? query : undefined;
    this.show(this.filter);
  }

  /** Takes in what has come since; called before drawing. */
  advance(): void {
    this.analysis.run();
    this.rows.advance();
    this.matches.advance();
  }

  pause(): void {
    this.isPaused = true;
    this.reading.pause();
    this.changed();
  }

  resume(): void {
    this.isPaused = false;
    this.reading.resume();
    this.changed();
  }

  /** Forgets what is shown; the log itself is the engine's and stays. */
  clear(): void {
    this.store.clear();
    this.clearedUntil = this.store.endLine;
    this.show(this.filter);
  }

  *allLines(): Generator<LineView> {
    for (let number = this.store.firstLine; number < this.store.endLine; number++) {
      const line = this.store.lineAt(number);
      if (line) yield line;
    }
  }

  dispose(): void {
    clearTimeout(this.sayTimer);
    this.onChange = () => {};
    this.reading.stop();
    this.analysis.dispose();
    this.store.clear();
  }

  private wantAnalysis(): void {
    this.analysis.want(this.query, this.filter.levelBits !== ALL_LEVELS);
  }

  private take(item: LogItem): void {
    switch (item.type) {
      case 'lines':
        this.store.append(item.batch);
        break;
      case 'caught-up':
        this.phase = 'live';
        break;
      case 'source-ended':
        this.remark(
          item.reason === 'removed'
            ? t('{{source}} was removed.', { source: this.nameOf(item.source) })
            : t('{{source}} does not run. Its log goes on here when it is started.', {
                source: this.nameOf(item.source),
              }),
          item.source,
        );
        break;
      case 'source-resumed':
        this.remark(t('{{source}} was started.', { source: this.nameOf(item.source) }), item.source);
        break;
      case 'source-failed':
        this.remark(
          t('The log of {{source}} cannot be read: {{message}}', {
            source: this.nameOf(item.source),
            message: item.message,
          }),
          item.source,
        );
        break;
    }
    this.changed();
  }

  private nameOf(source: number): string {
    return this.names[source] ?? t('A container');
  }

  private remark(text: string, source: number): void {
    this.store.appendRemark(text, source, Number.NaN);
  }

  private changed(): void {
    this.onChange();
    this.sayTimer ??= setTimeout(() => {
      this.sayTimer = undefined;
      this.advance();
      this.snapshot = this.look();
      for (const listener of this.listeners) listener();
    }, SAY_MS);
  }

  private look(): LogSnapshot {
    return {
      phase: this.phase,
      error: this.error,
      isPaused: this.isPaused,
      lineCount: this.store.lineCount,
      droppedCount: this.store.firstLine - this.clearedUntil,
      shownCount: this.rows.count,
      matchCount: this.query ? this.matches.count : 0,
      // A few lines that have just come are no search worth mentioning.
      isSearching:
        this.query !== undefined && !this.analysis.isTooSlow && this.analysedUntil + JUST_CAME < this.store.endLine,
      searchError: this.analysis.isTooSlow ? tooSlow() : this.searchError,
    };
  }
}
