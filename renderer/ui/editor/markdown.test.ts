// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';

test('paragraphs, code, blocks and links become elements', () => {
  const root = renderMarkdown('Use `CMD` or **not**.\n\n```\nCMD ["x"]\n```\n\n[Docs](https://docs.docker.com/#cmd)');
  expect(root.innerHTML).toBe(
    '<p>Use <code>CMD</code> or <strong>not</strong>.</p><pre>CMD ["x"]</pre>' +
      '<p><a href="https://docs.docker.com/#cmd" target="_blank" rel="noreferrer noopener">Docs</a></p>',
  );
});

test('what looks like an element or another address stays text', () => {
  const root = renderMarkdown('<img src=x onerror=alert(1)> [x](javascript:alert(1))\n\n```\n<b>\n```');
  expect(root.querySelectorAll('img, a, b')).toHaveLength(0);
  expect(root.textContent).toContain('<img src=x onerror=alert(1)> [x](javascript:alert(1))');
});
