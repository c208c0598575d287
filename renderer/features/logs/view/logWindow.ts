import { scrollHeightOf, toReal, toScrollTop } from './scrollMap.ts';

/** Height of a row that takes one line, in CSS pixels; the style sheet has it too. */
export const ROW_PX = 18;
const OVERSCAN_ROWS = 12;
/** After this the person has stopped scrolling, and the scrollbar may be moved under them. */
const REST_MS = 140;
const MAX_MEASURED = 20_000;

export interface WindowRows {
  readonly count: number;
  /** Lines have numbers that only grow; rows are what is shown of them now. */
  lineAt(row: number): number;
  rowFrom(line: number): number;
}

interface LogWindowOptions {
  /** The element that scrolls. */
  readonly viewport: HTMLElement;
  readonly rows: WindowRows;
  readonly build: (line: number) => HTMLElement;
  /** Whether the newest line is kept in view. */
  readonly onStick: (isStuck: boolean) => void;
}

/**
 * Draws the rows that are seen, out of a million. What is looked at is held by its line number, not by pixels: lines
 * may come, go at the top, or be filtered, and it stays where it is. At the end it follows, until the person scrolls.
 */
export class LogWindow {
  isStuck = true;
  /** Of what was seen before the last drawing, no line is seen any more. */
  isFlyingBy = false;
  private readonly viewport: HTMLElement;
  private readonly rows: WindowRows;
  private readonly build: (line: number) => HTMLElement;
  private readonly onStick: (isStuck: boolean) => void;
  private readonly sizer = document.createElement('div');
  private readonly content = document.createElement('div');
  private readonly painted = new Map<number, HTMLElement>();
  private readonly heights = new Map<number, number>();
  private measuredPx = 0;
  private isWrapped = false;
  private isVariable = false;
  private viewPx = 0;
  private scrollPx = 0;
  private widthPx = 0;
  private widthCheckedAt = 0;
  /** First painted row, and where it is in the scrolled element. */
  private firstRow = 0;
  private contentPx = 0;
  /** The line at the top of the view, and its distance from there (0 or less). */
  private anchorLine = 0;
  private anchorPx = 0;
  /** Where the scrollbar stands as far as we know; anything else is the person's doing. */
  private topPx = 0;
  private scrolledAt = Number.NEGATIVE_INFINITY;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private frame: number | undefined;
  private drawTimer: ReturnType<typeof setTimeout> | undefined;
  private drawnAt = Number.NEGATIVE_INFINITY;

  constructor({ viewport, rows, build, onStick }: LogWindowOptions) {
    this.viewport = viewport;
    this.rows = rows;
    this.build = build;
    this.onStick = onStick;
    this.sizer.style.cssText = 'position:relative;min-width:100%;contain:strict';
    this.content.style.cssText =
      'position:absolute;top:0;left:0;width:max-content;min-width:100%;will-change:transform';
    this.sizer.append(this.content);
    viewport.append(this.sizer);
    viewport.addEventListener('scroll', this.onScroll, { passive: true });
    viewport.addEventListener('wheel', this.onWheel, { passive: true });
    this.resize();
  }

  /** Draws in the next frame; or, when it may wait, not more often than each `gapMs`. */
  schedule(gapMs = 0): void {
    if (this.frame !== undefined) return;
    const early = this.drawnAt + gapMs - performance.now();
    if (early > 0) {
      this.drawTimer ??= setTimeout(() => this.schedule(), early);
      return;
    }
    clearTimeout(this.drawTimer);
    this.drawTimer = undefined;
    this.frame = requestAnimationFrame(() => {
      this.frame = undefined;
      this.drawnAt = performance.now();
      this.render();
    });
  }

  /** The viewport has another size: rows may wrap elsewhere. */
  resize(): void {
    this.viewPx = this.viewport.clientHeight;
    this.forgetHeights();
    this.schedule();
  }

  /** Wrapped rows are as wide as the view. They may be higher than one line, and so may others that are opened. */
  setLayout(isWrapped: boolean, isVariable: boolean): void {
    if (isWrapped === this.isWrapped && isVariable === this.isVariable) return;
    this.isWrapped = isWrapped;
    this.isVariable = isVariable;
    this.content.style.width = isWrapped ? '100%' : 'max-content';
    this.sizer.style.width = '';
    this.widthPx = 0;
    this.forgetHeights();
    this.schedule();
  }

  /** Builds rows anew: all that are painted, or one. */
  invalidate(line?: number): void {
    if (line === undefined) {
      this.painted.clear();
      this.content.replaceChildren();
      this.widthPx = 0;
      this.forgetHeights();
    } else {
      this.painted.get(line)?.remove();
      this.painted.delete(line);
      this.forgetHeight(line);
    }
    this.schedule();
  }

  stick(): void {
    this.setStuck(true);
    this.schedule();
  }

  unstick(): void {
    if (!this.isStuck) return;
    this.captureAnchor();
    this.setStuck(false);
  }

  /** Brings a line into the middle of the view, unless it is seen well already. */
  reveal(line: number): void {
    const element = this.painted.get(line);
    if (element) {
      const { top, bottom } = element.getBoundingClientRect();
      const view = this.viewport.getBoundingClientRect();
      if (top >= view.top + ROW_PX && bottom <= view.bottom - ROW_PX) return this.unstick();
    }
    this.unstick();
    this.moveTo(this.rows.rowFrom(line), (this.viewPx - ROW_PX) / 2);
    this.schedule();
  }

  toStart(): void {
    this.setStuck(false);
    this.moveTo(0, 0);
    this.schedule();
  }

  get topLine(): number {
    if (this.isStuck) this.captureAnchor();
    return this.anchorLine;
  }

  dispose(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    clearTimeout(this.restTimer);
    clearTimeout(this.drawTimer);
    this.viewport.removeEventListener('scroll', this.onScroll);
    this.viewport.removeEventListener('wheel', this.onWheel);
    this.sizer.remove();
  }

  private render(): void {
    if (this.rows.count === 0) {
      this.paint(0, 0);
      this.setScrollPx(0);
    } else if (this.isStuck) this.renderEnd();
    else this.renderAnchor();
    this.checkWidth();
  }

  private renderEnd(): void {
    const { count } = this.rows;
    const first = Math.max(0, count - Math.ceil(this.viewPx / ROW_PX) - 2);
    this.paint(first, count);
    const height = this.isVariable ? this.content.offsetHeight : (count - first) * ROW_PX;
    this.setScrollPx(Math.max(this.totalPx, height));
    // Last: it makes the browser lay out, and all that is to be laid out should be there by then.
    this.place(height >= this.viewPx ? this.scrollPx - height : 0);
    this.setTop(this.scrollPx - this.viewPx);
  }

  private renderAnchor(): void {
    const { count } = this.rows;
    let row = Math.min(this.rows.rowFrom(this.anchorLine), count - 1);
    if (this.rows.lineAt(row) !== this.anchorLine) this.anchorPx = Math.min(0, Math.max(this.anchorPx, 1 - ROW_PX));
    const end = Math.min(count, row + Math.ceil(this.viewPx / ROW_PX) + OVERSCAN_ROWS);
    // Near the end there must be enough above to fill the view from the bottom.
    const first = Math.max(0, Math.min(row - OVERSCAN_ROWS, end - Math.ceil(this.viewPx / ROW_PX) - OVERSCAN_ROWS));
    this.paint(first, end);
    this.measure();

    const abovePx = this.heightOf(first, row);
    let offset = this.anchorPx;
    if (end === count) offset = Math.max(offset, this.viewPx - this.heightOf(row, count));
    if (first === 0) offset = Math.min(offset, abovePx);
    this.anchorPx = offset;
    [row, this.anchorPx] = this.normalised(row, offset);
    this.anchorLine = this.rows.lineAt(row);

    const hasShrunk = this.setScrollPx(Math.max(this.totalPx, this.viewPx));
    if (hasShrunk || performance.now() - this.scrolledAt > REST_MS) this.syncScrollbar(row);
    this.place(this.topPx + offset - abovePx);
  }

  private syncScrollbar(row: number): void {
    const isAtEnd = row === this.rows.count - 1 && this.anchorPx < 0;
    const real = this.isVariable ? row * this.averagePx - this.anchorPx : row * ROW_PX - this.anchorPx;
    const top = isAtEnd ? this.scrollPx : Math.round(toScrollTop(Math.min(real, this.totalPx), this.totalPx));
    this.setTop(Math.min(top, this.scrollPx - this.viewPx));
  }

  private readonly onWheel = ({ deltaY }: WheelEvent): void => {
    // Smooth scrolling begins with less than a pixel: following would swallow it.
    if (deltaY < 0 && this.isStuck && this.scrollPx > this.viewPx) this.unstick();
  };

  private readonly onScroll = (): void => {
    const top = this.viewport.scrollTop;
    const delta = top - this.topPx;
    if (Math.abs(delta) < 1.5) return;
    this.scrolledAt = performance.now();
    if (this.isStuck && delta > 0) return;
    this.unstick();
    this.topPx = top;
    const maxTop = this.scrollPx - this.viewPx;
    if (Math.abs(delta) > this.viewPx * 3) this.jumpTo(top, maxTop);
    else this.moveTo(this.rows.rowFrom(this.anchorLine), this.anchorPx - delta);
    this.renderAnchor();
    if (delta > 0 && this.isEndInView()) this.stick();
    // At an end of the scrollbar but not of the lines: it has to be moved now, or there is nothing left to scroll.
    else if (top <= 0 || top >= maxTop) this.rest();
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(this.rest, REST_MS);
  };

  private readonly rest = (): void => {
    this.scrolledAt = Number.NEGATIVE_INFINITY;
    this.schedule();
  };

  private jumpTo(top: number, maxTop: number): void {
    if (top >= maxTop - 1) return this.moveTo(this.rows.count - 1, this.viewPx - ROW_PX);
    const real = toReal(top, this.totalPx);
    const unit = this.isVariable ? this.averagePx : ROW_PX;
    const row = Math.min(Math.floor(real / unit), this.rows.count - 1);
    this.moveTo(row, row * unit - real);
  }

  private moveTo(row: number, px: number): void {
    const [top, offset] = this.normalised(row, px);
    this.anchorLine = this.rows.lineAt(top);
    this.anchorPx = offset;
  }

  /** The same place, said by the row that is at the top of the view. */
  private normalised(row: number, px: number): [row: number, px: number] {
    if (!this.isVariable) {
      const real = Math.max(0, row * ROW_PX - px);
      const top = Math.min(Math.floor(real / ROW_PX), Math.max(0, this.rows.count - 1));
      return [top, top * ROW_PX - real];
    }
    while (px > 0 && row > 0) px -= this.heightOf(row - 1, row--);
    while (row < this.rows.count - 1 && px + this.heightOf(row, row + 1) <= 0) px += this.heightOf(row, ++row);
    return [row, row === 0 ? Math.min(px, 0) : px];
  }

  private isEndInView(): boolean {
    const row = this.rows.rowFrom(this.anchorLine);
    if ((this.rows.count - row) * ROW_PX + this.anchorPx > this.viewPx + 1) return false;
    return this.heightOf(row, this.rows.count) + this.anchorPx <= this.viewPx + 1;
  }

  /** What is at the top of the view as it is painted now. */
  private captureAnchor(): void {
    if (this.rows.count === 0 || this.painted.size === 0) return;
    this.measure();
    this.moveTo(Math.min(this.firstRow, this.rows.count - 1), this.contentPx - this.topPx);
  }

  private paint(first: number, end: number): void {
    this.firstRow = first;
    const wanted = new Set<number>();
    for (let row = first; row < end; row++) wanted.add(this.rows.lineAt(row));
    const before = this.painted.size;
    for (const [line, element] of this.painted) {
      if (wanted.has(line)) continue;
      element.remove();
      this.painted.delete(line);
    }
    this.isFlyingBy = before > 0 && this.painted.size === 0;
    let cursor = this.content.firstChild;
    for (const line of wanted) {
      let element = this.painted.get(line);
      if (element && element === cursor) {
        cursor = cursor.nextSibling;
        continue;
      }
      if (!element) this.painted.set(line, (element = this.build(line)));
      this.content.insertBefore(element, cursor);
    }
  }

  private measure(): void {
    if (!this.isVariable) return;
    if (this.heights.size > MAX_MEASURED) this.forgetHeights();
    for (const [line, element] of this.painted) {
      if (this.heights.has(line)) continue;
      const height = element.offsetHeight || ROW_PX;
      this.heights.set(line, height);
      this.measuredPx += height;
    }
  }

  private heightOf(from: number, until: number): number {
    if (!this.isVariable) return (until - from) * ROW_PX;
    let sum = 0;
    for (let row = from; row < until; row++) sum += this.heights.get(this.rows.lineAt(row)) ?? this.averagePx;
    return sum;
  }

  private get averagePx(): number {
    return this.heights.size === 0 ? ROW_PX : this.measuredPx / this.heights.size;
  }

  private get totalPx(): number {
    return this.rows.count * (this.isVariable ? this.averagePx : ROW_PX);
  }

  private forgetHeights(): void {
    this.heights.clear();
    this.measuredPx = 0;
  }

  private forgetHeight(line: number): void {
    this.measuredPx -= this.heights.get(line) ?? 0;
    this.heights.delete(line);
  }

  /** Says whether the scrollbar has become shorter than where it stands. */
  private setScrollPx(total: number): boolean {
    const height = Math.ceil(scrollHeightOf(total));
    if (height === this.scrollPx) return false;
    this.scrollPx = height;
    this.sizer.style.height = `${height}px`;
    return this.topPx > height - this.viewPx;
  }

  private setTop(px: number): void {
    const top = Math.max(0, Math.round(px));
    if (top === this.topPx) return;
    this.topPx = top;
    this.viewport.scrollTop = top;
  }

  private place(px: number): void {
    this.contentPx = px;
    this.content.style.transform = `translateY(${px}px)`;
  }

  /** As wide as the widest row so far: the horizontal scrollbar does not jump while rows go by. */
  private checkWidth(): void {
    if (this.isWrapped) return;
    const now = performance.now();
    if (now - this.widthCheckedAt < 250 && this.widthPx > 0) return;
    this.widthCheckedAt = now;
    const width = this.content.offsetWidth;
    if (width <= this.widthPx) return;
    this.widthPx = width;
    this.sizer.style.width = `${width}px`;
  }

  private setStuck(isStuck: boolean): void {
    if (isStuck === this.isStuck) return;
    this.isStuck = isStuck;
    this.onStick(isStuck);
  }
}
