import { existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { compress } from './compress.mjs';
import { contractShape } from './contractShape.mjs';
import { dockerfileLibraries } from './dockerfileLibraries.mjs';
import { earlyScript } from './earlyScript.mjs';
import { lateCode } from './lateCode.mjs';

const common = (root) => ({
  root,
  configFile: false,
  logLevel: 'warn',
  clearScreen: false,
  publicDir: false,
});

/** The builds, in order. Node's own are not bundled with their dependencies: dockerode reads files beside itself. */
export function builds(root, out) {
  return [
    node(
      root,
      out,
      { 'main/cli': 'main/server/cli.ts', 'main/packaged': 'main/server/packaged.ts', 'app/main': 'app/main.ts' },
      'es',
      '.mjs',
    ),
    // A sandboxed preload is one CommonJS file.
    node(root, out, { 'app/preload': 'app/preload/preload.ts' }, 'cjs', '.cjs'),
    page(root, out),
  ].filter((config) => config !== undefined);
}

function node(root, out, inputs, format, extension) {
  const there = Object.entries(inputs).filter(([, file]) => existsSync(path.join(root, file)));
  if (there.length === 0) return undefined;
  return {
    ...common(root),
    ssr: { external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: out,
      emptyOutDir: false,
      // Names stay, as they are in what people report; blanks and comments need not be packed.
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: Object.fromEntries(there.map(([name, file]) => [name, path.join(root, file)])),
        external: ['electron'],
        output: {
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
          format,
          entryFileNames: `[name]${extension}`,
          chunkFileNames: `chunks/[name]-[hash]${extension}`,
        },
      },
    },
  };
}

function page(root, out) {
  const early = path.join(root, 'renderer/rpc/early.ts');
  return {
    ...common(root),
    root: path.join(root, 'renderer'),
    base: '/',
    plugins: [
      react(),
      contractShape(path.join(root, 'contract/index.ts')),
      earlyScript(early),
      dockerfileLibraries(),
      lateCode(),
      compress(),
    ],
    worker: { format: 'es' },
    build: {
      target: ['chrome120', 'firefox121', 'safari17'],
      outDir: path.join(out, 'renderer'),
      emptyOutDir: false,
      sourcemap: false,
      // One style sheet: code that is fetched again after a failure would come without one of its own.
      cssCodeSplit: false,
      // The editor is one piece, and comes late.
      chunkSizeWarningLimit: 800,
      reportCompressedSize: false,
      // Of what is bundled; scripts/notices.mjs puts it into a package.
      license: { fileName: 'licences.md' },
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: path.join(root, 'renderer/index.html') },
        output: { codeSplitting: { groups: chunks } },
      },
    },
  };
}

/** Large libraries that most pages never need. */
const LARGE =
  /[\\/]node_modules[\\/](@codemirror|@lezer|@xterm|@xyflow|@dagrejs|d3-[\w-]+|dockerfile-[\w-]+|vscode-languageserver-[\w-]+|yaml)[\\/]/;

/** Whether a module brings a large library with it when it is imported. */
function bringsLarge() {
  const known = new Map();
  const look = (id, context) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false); // of a circle, the others tell
    const found =
      LARGE.test(id) || (context.getModuleInfo(id)?.importedIds ?? []).some((imported) => look(imported, context));
    known.set(id, found);
    return found;
  };
  return look;
}

const brings = bringsLarge();

/** Few files: what the page begins with comes in one answer, and what it shows later shares two more. */
const chunks = [
  // One piece for each language; nobody fetches those of others.
  { name: 'texts-de', test: /[\\/]texts[\\/]de\.json/, priority: 6 },
  { name: 'texts-es', test: /[\\/]texts[\\/]es\.json/, priority: 6 },
  { name: 'first', tags: ['$initial'], priority: 5 },
  // Before the libraries take theirs with them: a list must not wait for the editors.
  {
    name: (id, context) => (brings(id, context) ? null : 'parts'),
    debugName: 'parts',
    minShareCount: 2,
    priority: 4,
  },
  { name: 'terminal', test: /[\\/]@xterm[\\/]/, priority: 1 },
  // What two editors share goes before what one of them adds.
  {
    name: 'dockerfile',
    test: /[\\/](dockerfile-[\w-]+|vscode-languageserver-[\w-]+|features[\\/]dockerfile[\\/](rules|language|problems|editor))[\\/]/,
    priority: 1,
  },
  {
    name: 'editor',
    test: /[\\/](@codemirror|@lezer|@marijn|style-mod|w3c-keyname|crelt|ui[\\/]editor)[\\/]/,
    priority: 2,
  },
  { name: 'shared', minShareCount: 2 },
];
