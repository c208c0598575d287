interface PodmansEnvironment {
  /** What the image gives is the image’s. */
  readonly image: readonly string[];
  readonly env: readonly string[];
  readonly hostname: string | undefined;
  readonly id: string;
  readonly user: string | undefined;
}

const SEARCHED = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Podman writes variables of its own among those that somebody chose, and sets them anew in each container: nobody chose
 * them, and the old one’s name would be wrong in a new one. Only values that Podman gives by itself are left out, so that a
 * container made without them has the same. On Docker nothing is: there nobody writes both `container` and its own name.
 */
export function withoutPodmansOwn({ env, image, hostname, id, user = '' }: PodmansEnvironment): readonly string[] {
  const ownNames = [`HOSTNAME=${id.slice(0, 12)}`, ...(hostname ? [`HOSTNAME=${hostname}`] : [])];
  const isPodmans = env.includes('container=podman') && ownNames.some((own) => env.includes(own));
  if (!isPodmans) return env;
  const isRoot = ['', '0', 'root'].includes(user.split(':')[0] ?? '');
  const own = ['container=podman', 'TERM=xterm', 'HOME=', 'HOME=/', SEARCHED, ...ownNames];
  const isOwn = (variable: string) => own.includes(variable) || (isRoot && variable === 'HOME=/root');
  const given = new Set(image.map(nameOf));
  return env.filter((variable) => given.has(nameOf(variable)) || !isOwn(variable));
}

const nameOf = (variable: string): string => variable.split('=', 1)[0] ?? '';
