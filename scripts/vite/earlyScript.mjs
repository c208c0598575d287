/**
 * Has the page load one module, which has a file of its own, before all else. It runs while the rest is still being
 * fetched and parsed; the rest then finds the same module, already done.
 */
export function earlyScript(module) {
  return {
    name: 'early-script',
    apply: 'build',
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
