/**
 * Writes into the page the addresses of all scripts that it does not begin with, and which of them a page of it needs, as
 * data: the page fetches them in its own time (renderer/ui/lateCode.ts).
 */
export function lateCode() {
  return {
    name: 'late-code',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, chunk: entry }) {
        const chunks = Object.values(bundle ?? {}).filter((part) => part.type === 'chunk');
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
        const first = new Set();
        const visit = (name) => {
          if (first.has(name)) return;
          first.add(name);
          for (const next of byName.get(name)?.imports ?? []) visit(next);
        };
        if (entry) visit(entry.fileName);
        const needsOf = (name, all = new Set()) => {
          if (first.has(name) || all.has(name)) return all;
          all.add(name);
          for (const next of byName.get(name)?.imports ?? []) needsOf(next, all);
          return all;
        };
        const late = chunks.map(({ fileName }) => fileName).filter((name) => !first.has(name));
        if (late.length === 0) throw new Error('No code is loaded later: the list of it is of no use.');
        return [
          {
            tag: 'script',
            attrs: { type: 'application/json', id: 'late-code' },
            children: JSON.stringify({ files: late.map((name) => `/${name}`), needs: needs(chunks, late, needsOf) }),
            injectTo: 'body',
          },
        ];
      },
    },
  };
}

/** What each module that is imported late needs, by its name; of a name that two have nothing is said. */
function needs(chunks, late, needsOf) {
  const entries = chunks.filter(({ isDynamicEntry, fileName }) => isDynamicEntry && late.includes(fileName));
  const names = entries.map(({ name }) => name);
  return Object.fromEntries(
    entries
      .filter(({ name }) => names.indexOf(name) === names.lastIndexOf(name))
      .map(({ name, fileName }) => [
        name,
        [...needsOf(fileName)].map((file) => late.indexOf(file)).filter((at) => at >= 0),
      ]),
  );
}
