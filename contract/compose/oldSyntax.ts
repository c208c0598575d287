import { parseDocument } from 'yaml';
import type { OldSyntax } from '../model/stack.ts';

/** What only a service has: a map at the top level with one of these is one. */
const OF_A_SERVICE = ['image', 'build'];
const TOP_LEVEL = ['services', 'networks', 'volumes', 'configs', 'secrets', 'include', 'name', 'models'];

/** What was usual once in the text of a Compose file; nothing for one that is no YAML. */
export function oldSyntaxIn(text: string): readonly Omit<OldSyntax, 'file'>[] {
  const document = parseDocument(text, { merge: true, logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return [];
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 1000 });
  } catch {
    return []; // aliases without end
  }
  if (!isMap(value)) return [];
  const isFirstForm = isOfFirstForm(value);
  const services = isFirstForm ? value : isMap(value['services']) ? value['services'] : {};
  const linked = Object.entries(services).flatMap(([name, service]) =>
    isMap(service) && Array.isArray(service['links']) && service['links'].length > 0 ? [name] : [],
  );
  return [
    ...(isFirstForm ? [{ kind: 'no-services', services: Object.keys(services) } as const] : []),
    ...('version' in value && !isMap(value['version']) ? [{ kind: 'version', services: [] } as const] : []),
    ...(linked.length > 0 ? [{ kind: 'links', services: linked } as const] : []),
  ];
}

/** Services at the top level, as Fig and the first Compose had them. */
export const isOfFirstForm = (value: Readonly<Record<string, unknown>>): boolean =>
  !TOP_LEVEL.some((key) => key in value && !isService(value[key])) && Object.values(value).some(isService);

const isService = (value: unknown): boolean => isMap(value) && OF_A_SERVICE.some((key) => key in value);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
