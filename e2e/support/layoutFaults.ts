import type { Page } from '@playwright/test';

/**
 * What a person would see as broken: a page that scrolls sideways, words of a control that are cut off, text that leaves
 * the window or is hidden without dots or a scroll bar, controls that lie on each other.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px too wide`);

    /** Parts of a pixel are rounding. */
    const SLACK = 1.5;
    const CONTROLS = 'button, a[href], input, select, textarea, [role=tab], [role=radio], [role=switch]';
    /** Cut off with dots they would be riddles: what a thing is, or what it does. */
    const WORDS = 'button, [role=tab], h1, h2, h3, label, dt, legend, th, [role=columnheader]';
    /** Their content is as wide as it is: names of containers, lines of a log, code. They show dots, or can be scrolled. */
    const CONTENT =
      '[role=log], [role=tree], .xterm, [role=gridcell], [role=rowheader], pre, code, textarea, input, [role=status] output';

    const said = (element: Element) => {
      const text = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return `${element.tagName.toLowerCase()} “${text.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
    };
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !element.closest('[aria-hidden=true], .g-visually-hidden');

    /** What of it can be seen, given all that clips it; and whether it was clipped by something that cannot be scrolled. */
    function visiblePart(element: Element, of: DOMRect) {
      let { left, right, top, bottom } = of;
      let isHidden = false;
      for (let around = element.parentElement; around; around = around.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(around);
        const box = around.getBoundingClientRect();
        if (overflowX !== 'visible') {
          if (overflowX !== 'auto' && overflowX !== 'scroll')
            isHidden ||= right > box.right + SLACK || left < box.left - SLACK;
          [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        }
        if (overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
        if (position === 'fixed') break;
      }
      return { left, right, top, bottom, isHidden, isEmpty: right - left < 2 || bottom - top < 2 };
    }

    for (const element of document.querySelectorAll(WORDS)) {
      if (!isSeen(element)) continue;
      for (const each of [element, ...element.querySelectorAll('*')]) {
        const { overflowX, textOverflow } = getComputedStyle(each);
        const isCut = overflowX !== 'visible' && each.scrollWidth > each.clientWidth + SLACK && each.clientWidth > 0;
        // What is cut short there can be read in full by pointing at it.
        if (isCut && textOverflow === 'ellipsis' && !each.hasAttribute('title') && !element.closest(CONTENT))
          faults.push(`${said(element)} is cut short`);
      }
    }

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      if (!element || !text.textContent?.trim() || !isSeen(element) || element.closest(CONTENT)) continue;
      if (element.closest('script, style, noscript')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      const own = getComputedStyle(element);
      if (own.textOverflow === 'ellipsis' && own.overflowX !== 'visible') continue;
      const { isHidden, isEmpty } = visiblePart(element, box);
      if (isEmpty) continue; // scrolled away, or closed
      const block = blockOf(element);
      const runsOut =
        getComputedStyle(block).overflowX === 'visible' && box.right > block.getBoundingClientRect().right + SLACK;
      if (runsOut) faults.push(`the text of ${said(element)} runs out of its place`);
      if (isHidden || box.right > innerWidth + SLACK) faults.push(`the text of ${said(element)} is cut off`);
    }

    const controls = [...document.querySelectorAll(CONTROLS)].filter(isSeen).flatMap((element) => {
      const part = visiblePart(element, element.getBoundingClientRect());
      if (part.isEmpty) return [];
      // Under a drawer, or a detail that takes the whole window, it is not to be seen.
      const top = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
      const isOnTop = top !== null && (element.contains(top) || top.contains(element) || inLabelOf(element, top));
      return isOnTop ? [{ element, ...part }] : [];
    });
    for (const [index, one] of controls.entries()) {
      for (const other of controls.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // A label’s own field, and what lies in another layer.
        if (layerOf(one.element) !== layerOf(other.element)) continue;
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (width > 2 && height > 2) faults.push(`${said(one.element)} and ${said(other.element)} lie on each other`);
      }
    }
    return [...new Set(faults)];

    function blockOf(element: Element): Element {
      let block = element;
      while (getComputedStyle(block).display.startsWith('inline') && block.parentElement) block = block.parentElement;
      return block;
    }
    function inLabelOf(element: Element, top: Element): boolean {
      return element instanceof HTMLInputElement && [...(element.labels ?? [])].some((label) => label.contains(top));
    }
    function layerOf(element: Element): Element | null {
      return element.closest('[role=dialog], [role=menu], [data-row-actions], .xterm');
    }
  });
}
