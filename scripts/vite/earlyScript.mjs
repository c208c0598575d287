import { build } from 'vite';

const GLOBAL = 'gantryEarly';

/**
 * Makes a small script of its own of one module that the page imports, and has the page run it before all else: while
 * the rest is still being fetched and compiled. What the rest imports of the module is then what that script has left.
 */
export function earlyScript(module) {
  let chunk;
  let asset;
  return {
    name: 'early-script',
    apply: 'build',
    async buildStart() {
      const output = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        build: {
          write: false,
          modulePreload: false,
          lib: { entry: module, formats: ['iife'], name: GLOBAL, fileName: 'early' },
        },
      });
      [chunk] = output[0].output;
      if (chunk.imports.length > 0) throw new Error(`${module} must not need anything else.`);
      asset = this.emitFile({ type: 'asset', name: 'early.js', source: chunk.code });
    },
    load(id) {
      if (id !== module) return undefined;
      // A browser may have dropped that script: then it is run here, late but not never.
      return `globalThis.${GLOBAL} ??= (() => { ${chunk.code}; return ${GLOBAL}; })();
        export const { ${chunk.exports.join(', ')} } = globalThis.${GLOBAL};`;
    },
    transformIndexHtml: {
      order: 'post',
      handler() {
        // Not a module: those wait until the whole page has been read, and for the compiling of others.
        return [
          {
            tag: 'script',
            attrs: { src: `/${this.getFileName(asset)}` },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}
