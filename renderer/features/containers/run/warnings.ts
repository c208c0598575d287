import type { RunSettings } from '../../../../contract/model/run.ts';
import { reachOf } from '../text/ports.ts';

/** What is allowed, and still should be done on purpose. */
export function runWarnings(settings: RunSettings): string[] {
  const warnings: string[] = [];
  const open = settings.ports.filter(({ hostIp }) => reachOf(hostIp) === 'all');
  const isHostNetwork = settings.networks[0]?.name === 'host';
  if (isHostNetwork) {
    warnings.push('With the host network it sees and opens every port of the machine; nothing separates it.');
    if (settings.ports.length > 0 || settings.publishAll)
      warnings.push('With the host network the ports above are ignored.');
  } else if (settings.networks[0]?.name === 'none' && (settings.ports.length > 0 || settings.publishAll)) {
    warnings.push('Without a network nobody reaches the ports above.');
  } else if (open.length > 0) {
    const ports = open.map(({ hostPort, containerPort }) => hostPort ?? `one for ${containerPort}`).join(', ');
    warnings.push(`Port ${ports} is open to every network of the machine, past most firewalls.`);
  } else if (settings.publishAll) {
    warnings.push('All exposed ports are open to every network of the machine, past most firewalls.');
  }
  for (const { type, source, isReadOnly } of settings.mounts) {
    if (type !== 'bind') continue;
    const path = source.replace(/\/+$/, '');
    if (/(docker|podman|containerd)\.sock$/.test(path)) {
      warnings.push('With the engine’s socket it can do everything on the machine, as root.');
    } else if (path === '' || /^\/(etc|root|boot|dev|proc|sys|var\/lib\/docker)$/.test(path)) {
      warnings.push(
        `With ${path === '' ? '/' : path} it can ${isReadOnly ? 'read' : 'change'} the system of the machine.`,
      );
    }
  }
  return warnings;
}
