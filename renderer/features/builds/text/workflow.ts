import { registryOf } from '../../../../contract/model/imageReference.ts';
import { isSecretName } from '../../../../contract/model/secretName.ts';
import type { BuildSettings } from '../../../../contract/model/build.ts';

/** What YAML reads as something else than a text: JSON is YAML, and quotes it, as it does `1.10` and `a: b`. */
const OTHER = /^(?:true|false|null|yes|no|on|off|y|n|\.|\.(?:inf|nan))$/i;
const text = (value: string): string =>
  value === '.' || (/^[A-Za-z./](?:[\w./:-]*[\w./-])?$/.test(value) && !OTHER.test(value))
    ? plain(value)
    : JSON.stringify(plain(value));
/** GitHub would compute what stands in such brackets. */
const plain = (value: string): string => value.replaceAll('${{', "${{ '${{' }}");
const secretOf = (name: string): string => `\${{ secrets.${name.toUpperCase().replaceAll(/\W/g, '_')} }}`;

/**
 * A workflow of GitHub Actions that builds and pushes the same image on each push to the repository: what one puts into
 * `.github/workflows/image.yml`. Secrets are named, never written. The actions are those of github.com/docker.
 */
export function workflowOf(settings: BuildSettings, contextName: string): string {
  const { source, dockerfile, tags, args, target, platforms, labels, secrets, ssh, network, noCache, pull } = settings;
  const registries = [...new Set(tags.map(registryOf))];
  const isForeign = platforms.some((platform) => platform !== 'linux/amd64');
  const context = source.type === 'folder' ? '.' : source.type === 'remote' ? source.url : '.';
  const lines = [
    `# Builds what “${contextName}” was built from, whenever something is pushed. Put it into`,
    '# .github/workflows/image.yml of the repository; Settings → Secrets has the values that it names.',
    ...(dockerfile.type === 'text' ? ['# Save the Dockerfile that was pasted beside it, in the top folder.'] : []),
    'name: Image',
    'on:',
    '  push:',
    '    branches: [main]',
    'jobs:',
    '  image:',
    '    runs-on: ubuntu-latest',
    ...(registries.includes('ghcr.io') ? ['    permissions:', '      contents: read', '      packages: write'] : []),
    '    steps:',
    '      - uses: actions/checkout@v4',
    ...(isForeign ? ['      - uses: docker/setup-qemu-action@v3'] : []),
    '      - uses: docker/setup-buildx-action@v3',
    ...registries.flatMap(loginStep),
    '      - uses: docker/build-push-action@v6',
    '        with:',
    `          context: ${text(context)}`,
    ...(dockerfile.type === 'file' ? [`          file: ${text(dockerfile.path)}`] : []),
    ...(target ? [`          target: ${text(target)}`] : []),
    ...block('tags', tags),
    ...block('platforms', platforms),
    ...block(
      'build-args',
      args.map(({ name, value }) => `${name}=${isSecretName(name) ? secretOf(name) : plain(value)}`),
    ),
    ...block(
      'labels',
      labels.map(({ name, value }) => `${name}=${plain(value)}`),
    ),
    ...block(
      'secrets',
      secrets.map(({ id }) => `${id}=${secretOf(id)}`),
    ),
    ...block('ssh', ssh),
    ...(network ? [`          network: ${text(network)}`] : []),
    ...(noCache
      ? ['          no-cache: true']
      : ['          cache-from: type=gha', '          cache-to: type=gha,mode=max']),
    ...(pull ? ['          pull: true'] : []),
    `          push: ${tags.length > 0}`,
  ];
  return `${lines.join('\n')}\n`;
}

function loginStep(registry: string): readonly string[] {
  const isGitHub = registry === 'ghcr.io';
  const key = registry === 'docker.io' ? 'DOCKERHUB' : registry.toUpperCase().replaceAll(/\W/g, '_');
  return [
    '      - uses: docker/login-action@v3',
    '        with:',
    ...(registry === 'docker.io' ? [] : [`          registry: ${text(registry)}`]),
    `          username: \${{ ${isGitHub ? 'github.actor' : `secrets.${key}_USERNAME`} }}`,
    `          password: \${{ ${isGitHub ? 'secrets.GITHUB_TOKEN' : `secrets.${key}_TOKEN`} }}`,
  ];
}

const block = (key: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`          ${key}: |`, ...values.map((value) => `            ${value}`)];
