import { t } from '../texts/index.ts';
import { type KeyPress, matchesStroke } from './shortcut.ts';

/** What lists and dialogs listen for by themselves; a test compares them with the keys that do something there. */
const FIXED = {
  ...{ above: 'up', below: 'down', pageAbove: 'pageup', pageBelow: 'pagedown', first: 'home', last: 'end' },
  ...{ toggle: 'space', all: 'mod+a', none: 'escape', open: 'enter', menu: 'shift+f10' },
  ...{ extend: 'shift+down', moveOnly: 'mod+down', confirm: 'mod+enter' },
} as const;

/** Ctrl-Enter, and Cmd-Enter on any keyboard: ends a dialog or a form as its button does. */
export const isConfirm = (press: KeyPress): boolean =>
  matchesStroke(FIXED.confirm, press, false) || matchesStroke(FIXED.confirm, press, true);

interface FixedKeys {
  readonly title: string;
  /** Strokes, with a space between two. */
  readonly keys: string;
}

/** As the list of shortcuts shows them. Read while drawing: another language has other texts. */
export const listKeys = (): readonly FixedKeys[] => [
  { title: t('The row above, the row below'), keys: `${FIXED.above} ${FIXED.below}` },
  { title: t('A page up, a page down'), keys: `${FIXED.pageAbove} ${FIXED.pageBelow}` },
  { title: t('The first row, the last row'), keys: `${FIXED.first} ${FIXED.last}` },
  { title: t('Choose all from here to there'), keys: FIXED.extend },
  { title: t('Move without choosing'), keys: FIXED.moveOnly },
  { title: t('Choose this row too, or not'), keys: FIXED.toggle },
  { title: t('Choose all rows'), keys: FIXED.all },
  { title: t('Choose none; close a dialog or a panel'), keys: FIXED.none },
  { title: t('Open the row'), keys: FIXED.open },
  { title: t('The menu of the row'), keys: FIXED.menu },
  { title: t('Confirm a dialog or a form'), keys: FIXED.confirm },
];
