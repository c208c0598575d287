import type { ContainerSummary } from '../../../../contract/model/container.ts';

/** `db:5432` in the one field is a host and a port; so is what stands in both. */
export function splitTarget(text: string, port: number | string): { readonly host: string; readonly port?: number } {
  const trimmed = text.trim();
  const [, name, typed] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(trimmed) ?? [];
  // `fd00::1:80` is an address as a whole; only brackets tell where it ends.
  const isPair = name !== undefined && (!name.includes(':') || trimmed.startsWith('['));
  const number = port === '' ? Number(isPair ? typed : Number.NaN) : Number(port);
  return {
    host: isPair ? name : trimmed.replace(/^\[(.+)\]$/, '$1'),
    ...(Number.isInteger(number) && number > 0 && number <= 65_535 && { port: number }),
  };
}

/** What the container itself says it waits on. */
export const offeredPorts = ({ ports }: ContainerSummary): readonly number[] =>
  [...new Set(ports.filter(({ protocol }) => protocol === 'tcp').map(({ containerPort }) => containerPort))].toSorted(
    (a, b) => a - b,
  );
