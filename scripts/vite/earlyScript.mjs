/**
 * Makes a file of its own of one module that the page imports, and has the page load it before all else. It runs while
 * the rest is still being fetched and parsed; the rest then finds the same module, already done.
 */
export function earlyScript(module) {
  return {
    name: 'early-script',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'early', test: (id) => id === module }] } } },
      },
    }),
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (part) => part.type === 'chunk' && part.moduleIds.includes(module),
        );
        if (chunk?.moduleIds.length !== 1) throw new Error(`${module} has no file of its own.`);
        return [
          {
            tag: 'script',
            attrs: { type: 'module', async: true, src: `/${chunk.fileName}` },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}
