import { Link } from 'wouter';
import { isDefaultBridge, type NetworkDetail, type NetworkMember } from '../../../../contract/model/network.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState } from '../../../ui/index.ts';
import styles from './Names.module.css';
import { Sentence, t } from '../texts/index.ts';

interface NameLine {
  readonly name: string;
  readonly owners: readonly NetworkMember[];
}

/** What resolves to what, and for whom. */
export function NamesTab({ detail }: { readonly detail: NetworkDetail }) {
  const lines = namesOf(detail.members);
  const links = detail.members.flatMap((member) => member.links.map(([target, alias]) => ({ member, target, alias })));
  const running = detail.members.filter(({ state }) => state === 'running');
  if (lines.length === 0 && links.length === 0) {
    return (
      <EmptyState title={t('No names resolve here')}>
        {isDefaultBridge(detail)
          ? t('The default bridge knows no names. Containers on a network of their own find each other by name.')
          : t('The names of its containers resolve while they run.')}
      </EmptyState>
    );
  }
  return (
    <div className={shared.scroll}>
      {lines.length > 0 && (
        <section className={shared.block} aria-label={t('Names on this network')}>
          <h3>{t('Names on this network')}</h3>
          <p className={styles.intro}>
            {running.length === 0
              ? t('They resolve as soon as containers on it run.')
              : t('They resolve in {{how}}, and nowhere else: not on the machine, not on other networks.', {
                  how:
                    running.length === 1
                      ? (running[0]?.name ?? '')
                      : t('each of its {{running}} running containers', { running: running.length }),
                })}
          </p>
          <table className={shared.table}>
            <thead>
              <tr>
                <th scope="col">{t('Name')}</th>
                <th scope="col">{t('Resolves to')}</th>
                <th scope="col">{t('Container')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ name, owners }) => (
                <tr key={name}>
                  <td className={shared.mono}>{name}</td>
                  <td className={shared.mono}>
                    {owners
                      .flatMap(({ ipAddress, ipv6Address }) => [ipAddress, ipv6Address])
                      .filter(Boolean)
                      .join(', ') || <span className={shared.faint}>{t('nothing now: it does not run')}</span>}
                  </td>
                  <td>
                    {owners.map(({ id, name: owner }, index) => (
                      <span key={id}>
                        {index > 0 && ', '}
                        <Link href={`/containers/${id}/networks`}>{owner}</Link>
                      </span>
                    ))}
                    {owners.length > 1 && <span className={shared.faint}> {t('(in turn)')}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {links.length > 0 && (
        <section className={shared.block} aria-label={t('Legacy links')}>
          <h3>{t('Legacy links')}</h3>
          <ul className={shared.plainList}>
            {links.map(({ member, target, alias }) => (
              <li key={`${member.id} ${target} ${alias}`}>
                <Sentence
                  text="{{alias}} is {{target}}, but for {{name}} alone"
                  parts={{ alias: <span className={shared.mono}>{alias}</span>, target, name: member.name }}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** By name; of several containers with one alias each is asked in turn. */
export function namesOf(members: readonly NetworkMember[]): readonly NameLine[] {
  const owners = new Map<string, NetworkMember[]>();
  for (const member of members) {
    for (const name of member.names) owners.set(name, [...(owners.get(name) ?? []), member]);
  }
  return [...owners]
    .map(([name, its]) => ({ name, owners: its }))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Nobody types the short id of a container: those stand at the end. */
const rank = ({ name, owners }: NameLine): number => Number(owners.every(({ id }) => id.startsWith(name)));
