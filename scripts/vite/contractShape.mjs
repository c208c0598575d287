import { runnerImport } from 'vite';

/**
 * Of the contract the page needs only which methods there are and of what kind; its schemas, and with them zod, would be
 * a fifth of what it loads first. Main checks every input anyway.
 */
export function contractShape(module) {
  return {
    name: 'contract-shape',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (id !== module) return undefined;
      const { module: loaded } = await runnerImport(module, { configFile: false, logLevel: 'error' });
      return `export const contract = ${JSON.stringify(shapeOf(loaded.contract))};`;
    },
  };
}

function shapeOf(contract) {
  const kinds = (service) => Object.fromEntries(Object.entries(service).map(([name, { kind }]) => [name, { kind }]));
  return Object.fromEntries(Object.entries(contract).map(([name, service]) => [name, kinds(service)]));
}
