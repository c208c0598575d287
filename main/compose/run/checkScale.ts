import { AppFailure } from '../../../contract/errors.ts';
import type { ComposeConfig, ConfigService } from '../plan/composeConfig.ts';

/** `8080`, but not `8000-8010` and not a port that the engine chooses. */
export const fixedPorts = ({ ports = [] }: ConfigService): string[] =>
  ports.flatMap(({ published = '', host_ip: ip = '', protocol = 'tcp' }) =>
    /^\d+$/.test(published) && published !== '0'
      ? [`${ip === '' ? '' : `${ip}:`}${published}${protocol === 'tcp' ? '' : `/${protocol}`}`]
      : [],
  );

/** A port of this computer belongs to one container: more of them cannot start. Throws `conflict` before any is made. */
export function checkScale(config: ComposeConfig, service: string, replicas: number): void {
  const one = config.services[service];
  if (!one) {
    throw new AppFailure({ code: 'not-found', message: `There is no service “${service}” in the file.` });
  }
  if (replicas < 2) return;
  const [port] = fixedPorts(one);
  if (port !== undefined) {
    const target =
      one.ports?.find(({ published }) => published !== undefined && port.includes(published))?.target ?? '';
    throw new AppFailure({
      code: 'conflict',
      message: `“${service}” publishes port ${port} of this computer, and only one container can have that: ${replicas} cannot run.`,
      hint: `Write only the container’s port in the file (“${target}” in place of “${port}:${target}”), so that each gets a port of its own, or a range such as “${port}-${Number(port.split(':').at(-1)?.split('/')[0]) + replicas - 1}:${target}”.`,
    });
  }
  if (one.container_name !== undefined) {
    throw new AppFailure({
      code: 'conflict',
      message: `“${service}” has the fixed name “${one.container_name}”, and only one container can have that.`,
      hint: 'Take container_name out of the file.',
    });
  }
}
