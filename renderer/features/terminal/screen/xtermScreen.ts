import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ILinkHandler, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import '../../../ui/ansi.theme.css';
import { watchColorScheme } from '../../../ui/colorScheme.ts';
import { copyText } from '../../../ui/index.ts';
import { screenKeyOf } from './keys.ts';
import type { Screen } from './screen.ts';
import { readMatchColors, readTheme } from './theme.ts';

const SCROLLBACK_LINES = 10_000;
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Only what the person would follow in a browser too, and without telling that page where they come from. */
function openLink(_event: MouseEvent, address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}

/**
 * A link's text is the program's to choose (OSC 8): where it truly leads is said before it is followed. On the whole
 * screen: its rows are drawn anew while they are pointed at.
 */
const linksOf = (screen: HTMLElement): ILinkHandler => ({
  activate: openLink,
  hover: (_event, address) => {
    screen.title = address;
  },
  leave: () => screen.removeAttribute('title'),
});

export function createXtermScreen(): Screen {
  const css = getComputedStyle(document.documentElement);
  const element = document.createElement('div');
  element.style.height = '100%';
  const terminal = new Terminal({
    scrollback: SCROLLBACK_LINES,
    fontFamily: css.getPropertyValue('--g-font-mono').trim() || 'monospace',
    fontSize: 13,
    lineHeight: 1.2,
    theme: readTheme(),
    minimumContrastRatio: 4.5,
    macOptionIsMeta: true,
    allowProposedApi: true, // the marks of the search
    linkHandler: linksOf(element),
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon(openLink));

  const asked = new Set<Parameters<Screen['onAsked']>[0]>();
  let isOpen = false;
  let typedBefore = '';

  terminal.attachCustomKeyEventHandler((event) => {
    const key = screenKeyOf(event, isMac);
    if (!key) return true;
    if (event.type !== 'keydown') return false;
    // The browser pastes by itself; copying and searching would do something else there.
    if (key !== 'paste') event.preventDefault();
    if (key === 'copy') void copyText(terminal.getSelection());
    if (key === 'search' || key === 'leave') for (const listener of asked) listener({ type: key });
    return false;
  });
  element.addEventListener('contextmenu', (event) => {
    // A program that follows the mouse gets the click, as in every terminal; with Shift the menu opens all the same.
    if (terminal.modes.mouseTrackingMode !== 'none' && !event.shiftKey) return;
    event.preventDefault();
    for (const listener of asked) listener({ type: 'menu', x: event.clientX, y: event.clientY });
  });
  const unwatch = watchColorScheme(() => (terminal.options.theme = readTheme()));

  return {
    element,
    get size() {
      return { columns: terminal.cols, rows: terminal.rows };
    },
    write: (bytes, done) => terminal.write(bytes, done),
    fit() {
      if (!element.isConnected) return;
      if (!isOpen) {
        isOpen = true;
        terminal.open(element);
        terminal.textarea?.setAttribute('aria-keyshortcuts', isMac ? 'Meta+ArrowUp' : 'Control+Shift+ArrowUp');
      }
      // Not while it is hidden or has no room yet: a shell of two columns would wrap its history for ever.
      if (element.clientWidth > 40 && element.clientHeight > 20) fit.fit();
    },
    focus: () => terminal.focus(),
    onInput: (listener) => void terminal.onData(listener),
    onBinary: (listener) =>
      void terminal.onBinary((data) => listener(Uint8Array.from(data, (character) => character.charCodeAt(0)))),
    onResize: (listener) => void terminal.onResize(({ cols, rows }) => listener({ columns: cols, rows })),
    onAsked(listener) {
      asked.add(listener);
      return () => asked.delete(listener);
    },
    find(text, direction) {
      const options = { decorations: readMatchColors(), incremental: direction === 'incremental' };
      if (text === '') search.clearDecorations();
      else if (direction === 'previous') search.findPrevious(text, options);
      else if (direction === 'next' || text !== typedBefore) search.findNext(text, options);
      typedBefore = text;
    },
    onFound(listener) {
      const subscription = search.onDidChangeResults(({ resultIndex, resultCount }) =>
        listener({ index: resultIndex, count: resultCount }),
      );
      return () => subscription.dispose();
    },
    endFind() {
      typedBefore = '';
      search.clearDecorations();
      terminal.clearSelection();
    },
    get selection() {
      return terminal.getSelection();
    },
    paste: (text) => terminal.paste(text),
    selectAll: () => terminal.selectAll(),
    clear: () => terminal.clear(),
    setScreenReader: (isOn) => (terminal.options.screenReaderMode = isOn),
    dispose() {
      unwatch();
      terminal.dispose();
      element.remove();
    },
  };
}
