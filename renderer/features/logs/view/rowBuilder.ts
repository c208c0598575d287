import { formatSize } from '../../../ui/index.ts';
import type { LineView } from '../store/block.ts';
import { matchRanges } from '../search/query.ts';
import { type LogLevel, levelOf } from '../text/level.ts';
import { prettyJson } from '../text/json.ts';
import { parseSgr, type SgrStyle } from '../text/sgr.ts';
import { plainText } from '../text/controls.ts';
import { formatLogTime, type TimeStyle } from '../text/time.ts';
import { colorsOf, sourceColor } from './colors.ts';
import { FIRST_CHARS, mayBeJson, textOf, wholeTextOf } from './lineText.ts';
import { markSpans } from './marks.ts';
import styles from './rows.module.css';
import { t } from '../texts/index.ts';

/** What a row shows beside its text. */
export interface RowLook {
  readonly timeStyle: TimeStyle;
  /** Of the containers, where there are several. */
  readonly names: readonly string[] | undefined;
  readonly now: number;
}

/** What is special about one row. */
export interface RowState {
  readonly isOpen: boolean;
  readonly maxChars: number;
  readonly isSelected: boolean;
  /** The match that the person is at. */
  readonly isCurrent: boolean;
  /** Marks matches in the text; absent where there are none. */
  readonly pattern: RegExp | undefined;
}

export const PLAIN_ROW: RowState = {
  isOpen: false,
  maxChars: FIRST_CHARS,
  isSelected: false,
  isCurrent: false,
  pattern: undefined,
};

const LEVEL_WORDS: Record<LogLevel, string> = {
  error: 'Error',
  get warn() {
    return t('Warning');
  },
  get info() {
    return t('Info');
  },
  get debug() {
    return t('Debug');
  },
};

/** One row, by hand and not by React: following ten thousand lines a second makes three thousand of these. */
export function buildRow(view: LineView, look: RowLook, state: RowState): HTMLElement {
  const row = document.createElement('div');
  row.className = styles.row ?? '';
  row.dataset.line = String(view.line);
  if (state.isSelected) row.dataset.selected = '';
  if (state.isCurrent) row.dataset.current = '';
  if (view.isRemark) {
    row.dataset.remark = '';
    row.append(piece(styles.remark, wholeTextOf(view)));
    return row;
  }
  const { text, isCut } = textOf(view, state.maxChars);
  const spans = parseSgr(text);
  const level = levelOf(spans.length === 1 ? (spans[0]?.text ?? '') : plainText(text));
  if (level) row.dataset.level = level;
  if (view.isStderr) row.dataset.stderr = '';

  const edge = piece(styles.edge, '');
  edge.title = edgeTitle(view, level);
  row.append(edge);
  if (look.timeStyle !== 'none') row.append(piece(styles.time, formatLogTime(view.time, look.timeStyle, look.now)));
  if (look.names) {
    const name = piece(styles.name, look.names[view.source] ?? '');
    name.style.color = sourceColor(view.source);
    row.append(name);
  }
  const isJson = mayBeJson(view);
  if (isJson) row.append(opener(state.isOpen));

  const body = piece(styles.text, '');
  const ranges = state.pattern ? matchRanges(state.pattern, spans.map((span) => span.text).join('')) : [];
  for (const span of markSpans(spans, ranges)) {
    if (!span.style && !span.isMatch) body.append(span.text);
    else body.append(styled(span.text, span.style, span.isMatch));
  }
  row.append(body);
  if (isCut) row.append(more(view));
  if (isJson && state.isOpen) row.append(jsonBlock(view));
  return row;
}

function piece(className: string | undefined, text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className ?? '';
  if (text !== '') span.textContent = text;
  return span;
}

function styled(text: string, style: SgrStyle | undefined, isMatch: boolean | undefined): HTMLElement {
  const element = document.createElement(isMatch ? 'mark' : 'span');
  element.textContent = text;
  if (!style) return element;
  const { color, background } = colorsOf(style);
  if (color && !isMatch) element.style.color = color;
  if (background && !isMatch) element.style.background = background;
  if (style.isBold) element.style.fontWeight = '600';
  if (style.isDim) element.style.opacity = '0.7';
  if (style.isItalic) element.style.fontStyle = 'italic';
  if (style.isUnderlined || style.isStruck) {
    element.style.textDecoration = [style.isUnderlined && 'underline', style.isStruck && 'line-through']
      .filter(Boolean)
      .join(' ');
  }
  return element;
}

function edgeTitle(view: LineView, level: LogLevel | undefined): string {
  return [level && LEVEL_WORDS[level], view.isStderr ? 'stderr' : 'stdout'].filter(Boolean).join(', ');
}

function opener(isOpen: boolean): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles.opener ?? '';
  button.dataset.action = 'open';
  button.tabIndex = -1;
  button.setAttribute('aria-expanded', String(isOpen));
  button.setAttribute('aria-label', isOpen ? 'Close the JSON' : 'Open the JSON');
  return button;
}

/** A line of many megabytes is several rows: without a word they would be taken for as many lines. */
function more({ bytes, isContinued }: LineView): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles.more ?? '';
  button.dataset.action = 'more';
  button.tabIndex = -1;
  const rest = isContinued ? '; the line goes on in the next row' : '';
  button.textContent = t('Show more of {{size}}{{rest}}', { size: formatSize(bytes.length), rest });
  return button;
}

function jsonBlock(view: LineView): HTMLElement {
  const block = document.createElement('pre');
  block.className = styles.json ?? '';
  const tokens = prettyJson(plainText(wholeTextOf(view)));
  if (!tokens) block.textContent = t('This is not valid JSON, or more than 1 MB of it.');
  for (const { text, kind } of tokens ?? []) {
    if (!kind) block.append(text);
    else {
      const token = piece(undefined, text);
      token.dataset.kind = kind;
      block.append(token);
    }
  }
  return block;
}
