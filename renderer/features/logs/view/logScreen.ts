import type { LineView } from '../store/block.ts';
import type { LogSession } from '../session/logSession.ts';
import { linesAsText } from './lineOutput.ts';
import { FIRST_CHARS, MORE_CHARS } from './lineText.ts';
import { LogWindow } from './logWindow.ts';
import { buildRow, PLAIN_ROW, type RowLook, type RowState } from './rowBuilder.ts';

/** How often lines that come are drawn. */
const FOLLOWING_MS = 30;
const FLYING_BY_MS = 120;
const CATCHING_UP_MS = 200;

interface LogScreenEvents {
  readonly onStick: (isStuck: boolean) => void;
  /** The match that the person is at, or none. */
  readonly onCurrent: (line: number | undefined) => void;
}

interface Range {
  readonly from: number;
  readonly until: number;
}

/** The drawn part of a log view: rows, the marks in them, what is opened and selected. React only holds its frame. */
export class LogScreen {
  private readonly window: LogWindow;
  private readonly viewport: HTMLElement;
  private readonly session: LogSession;
  private readonly events: LogScreenEvents;
  private look: RowLook = { timeStyle: 'none', names: undefined, now: 0 };
  private isWrapped = false;
  private readonly opened = new Set<number>();
  private readonly maxChars = new Map<number, number>();
  private selected: Range | undefined;
  private current: number | undefined;
  private wantedStep: 1 | -1 | undefined;
  /** Painted before it was known whether they match. */
  private readonly unknown = new Set<number>();
  private readonly observer: ResizeObserver;

  constructor(viewport: HTMLElement, session: LogSession, events: LogScreenEvents) {
    this.viewport = viewport;
    this.session = session;
    this.events = events;
    this.window = new LogWindow({
      viewport,
      rows: session.rows,
      build: (line) => this.build(line),
      onStick: events.onStick,
    });
    session.onChange = this.onSessionChange;
    this.observer = new ResizeObserver(() => this.window.resize());
    this.observer.observe(viewport);
    viewport.addEventListener('mousedown', this.onMouseDown);
    viewport.addEventListener('click', this.onClick);
    document.addEventListener('selectionchange', this.onSelectionChange);
  }

  setLook(look: RowLook): void {
    this.look = look;
    this.window.invalidate();
  }

  setWrapped(isWrapped: boolean): void {
    this.isWrapped = isWrapped;
    this.layOut();
  }

  /** The pattern or the filter has changed. */
  searchChanged(): void {
    this.wantedStep = undefined;
    this.unknown.clear();
    this.setCurrent(undefined);
    this.window.invalidate();
  }

  /** Goes to the next match, or the one before, from where the person is; round at the ends. */
  step(direction: 1 | -1): void {
    this.session.advance();
    const { matches, analysedUntil, store } = this.session;
    const from = this.current ?? this.window.topLine;
    // Whoever presses Enter before it is known what is there goes on as soon as it is.
    const isKnown =
      analysedUntil >= store.endLine || (analysedUntil > from && matches.rowFrom(from) < matches.count - 1);
    this.wantedStep = isKnown ? undefined : direction;
    if (!isKnown || matches.count === 0) return;
    const row = matches.rowFrom(from);
    const isAt = row < matches.count && matches.lineAt(row) === from && this.current !== undefined;
    const target = direction === 1 ? (isAt ? row + 1 : row) : row - 1;
    this.setCurrent(matches.lineAt((target + matches.count) % matches.count));
    if (this.current !== undefined) this.window.reveal(this.current);
  }

  /** The newest line, and those that come. */
  toEnd(): void {
    this.window.stick();
  }

  toStart(): void {
    this.window.toStart();
  }

  selectAll(): void {
    this.session.advance();
    this.select({ from: this.session.store.firstLine, until: this.session.store.endLine });
  }

  unselect(): void {
    this.select(undefined);
  }

  get hasSelection(): boolean {
    return this.selected !== undefined;
  }

  /** The selected lines that are shown, as text. */
  selectedText(): string {
    return linesAsText(this.shownLines(this.selected ?? { from: 0, until: 0 }), this.look);
  }

  /** All lines that are shown, as text. */
  shownText(): string {
    return linesAsText(this.shownLines({ from: 0, until: Number.POSITIVE_INFINITY }), this.look);
  }

  *shownLines({ from, until }: Range = { from: 0, until: Number.POSITIVE_INFINITY }): Generator<LineView> {
    const { rows, store } = this.session;
    for (let row = rows.rowFrom(from); row < rows.count; row++) {
      const number = rows.lineAt(row);
      if (number >= until) return;
      const line = store.lineAt(number);
      if (line) yield line;
    }
  }

  dispose(): void {
    this.session.onChange = () => {};
    this.observer.disconnect();
    this.viewport.removeEventListener('mousedown', this.onMouseDown);
    this.viewport.removeEventListener('click', this.onClick);
    document.removeEventListener('selectionchange', this.onSelectionChange);
    this.window.dispose();
  }

  private build(line: number): HTMLElement {
    const view = this.session.store.lineAt(line);
    return view ? buildRow(view, this.look, this.stateOf(line)) : document.createElement('div');
  }

  private stateOf(line: number): RowState {
    const isSelected = this.selected !== undefined && line >= this.selected.from && line < this.selected.until;
    const isOpen = this.opened.has(line);
    const isCurrent = line === this.current;
    const maxChars = this.maxChars.get(line);
    const pattern = this.patternFor(line);
    if (!pattern && !isSelected && !isOpen && !isCurrent && maxChars === undefined) return PLAIN_ROW;
    return { isOpen, isSelected, isCurrent, maxChars: maxChars ?? FIRST_CHARS, pattern };
  }

  private patternFor(line: number): RegExp | undefined {
    const { pattern, isExpression, analysedUntil } = this.session;
    if (!pattern || !isExpression) return pattern;
    if (line >= analysedUntil) this.unknown.add(line);
    return this.isMatch(line) ? pattern : undefined;
  }

  private isMatch(line: number): boolean {
    const { matches } = this.session;
    return matches.lineAt(matches.rowFrom(line)) === line;
  }

  private readonly onSessionChange = (): void => {
    this.session.advance();
    for (const line of this.unknown) {
      if (line >= this.session.analysedUntil) continue;
      this.unknown.delete(line);
      if (this.isMatch(line)) this.window.invalidate(line);
    }
    if (this.wantedStep) this.step(this.wantedStep);
    this.window.schedule(this.gapMs());
  };

  /** Nobody reads what flies by: what the drawing would take is better spent on reading the rest, and by what prints it. */
  private gapMs(): number {
    if (this.session.isCatchingUp) return CATCHING_UP_MS;
    return this.window.isStuck && this.window.isFlyingBy ? FLYING_BY_MS : FOLLOWING_MS;
  }

  private layOut(): void {
    this.viewport.toggleAttribute('data-log-wrap', this.isWrapped);
    this.window.setLayout(this.isWrapped, this.isWrapped || this.opened.size > 0);
  }

  private setCurrent(line: number | undefined): void {
    const before = this.current;
    if (before === line) return;
    this.current = line;
    if (before !== undefined) this.window.invalidate(before);
    if (line !== undefined) this.window.invalidate(line);
    this.events.onCurrent(line);
  }

  private select(range: Range | undefined): void {
    if (range === this.selected) return;
    this.selected = range;
    this.window.invalidate();
  }

  // A click at the edge selects lines; with Shift the browser would mark text from the last click on as well.
  private readonly onMouseDown = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || event.button !== 0) return;
    if (event.target !== event.target.closest('[data-line]')?.firstElementChild) return;
    event.preventDefault();
    document.getSelection()?.removeAllRanges();
    this.viewport.focus({ preventScroll: true });
  };

  private readonly onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>('[data-line]');
    const line = Number(row?.dataset.line);
    if (!row || Number.isNaN(line)) return;
    const action = event.target.closest<HTMLElement>('[data-action]')?.dataset.action;
    if (action === 'open') {
      if (!this.opened.delete(line)) this.opened.add(line);
      this.window.unstick();
      this.layOut();
      this.window.invalidate(line);
    } else if (action === 'more') {
      this.maxChars.set(line, (this.maxChars.get(line) ?? FIRST_CHARS) + MORE_CHARS);
      this.window.unstick();
      this.window.invalidate(line);
    } else if (event.target === row.firstElementChild) this.selectTo(line, event.shiftKey);
  };

  /** A click on the edge of a line selects it; with Shift, everything from the one before. */
  private selectTo(line: number, isExtending: boolean): void {
    this.window.unstick();
    const before = this.selected;
    if (!isExtending || !before) {
      const isOnly = before?.from === line && before.until === line + 1;
      return this.select(isOnly ? undefined : { from: line, until: line + 1 });
    }
    this.select({ from: Math.min(before.from, line), until: Math.max(before.until, line + 1) });
  }

  // What is being selected with the mouse must not be replaced by what comes.
  private readonly onSelectionChange = (): void => {
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed && this.viewport.contains(selection.anchorNode)) this.window.unstick();
  };
}
