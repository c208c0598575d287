import { t } from '../texts/index.ts';

interface EndOfLife {
  readonly repository: string;
  readonly tags: RegExp;
  /** When its makers stopped, as the person reads it. */
  readonly since: () => string;
  readonly successor: string;
}

const eol = (repository: string, tags: RegExp, since: () => string, successor: string): EndOfLife => ({
  repository,
  tags,
  since,
  successor,
});

/** Official images whose distribution or language gets no more updates. A variant after the version is kept. */
export const END_OF_LIFE: readonly EndOfLife[] = [
  eol(
    'centos',
    /^(latest|[5-8](\..*)?|centos[5-8].*)?$/,
    () => t('June 2024 (CentOS 8: December 2021)'),
    'rockylinux/rockylinux:9',
  ),
  eol('ubuntu', /^(12\.04|precise)/, () => t('April 2017'), 'ubuntu:24.04'),
  eol('ubuntu', /^(14\.04|trusty)/, () => t('April 2019'), 'ubuntu:24.04'),
  eol('ubuntu', /^(16\.04|xenial)/, () => t('April 2021'), 'ubuntu:24.04'),
  eol('ubuntu', /^(18\.04|bionic)/, () => t('May 2023'), 'ubuntu:24.04'),
  eol('ubuntu', /^(20\.04|focal)/, () => t('May 2025'), 'ubuntu:24.04'),
  eol(
    'ubuntu',
    /^(1[357]|19|2[13])\.\d\d|^(22|24)\.10|^25\.04/,
    () => t('nine months after its release'),
    'ubuntu:24.04',
  ),
  eol('debian', /^(6|7|8|9|squeeze|wheezy|jessie|stretch)\b/, () => t('June 2022'), 'debian:12'),
  eol('debian', /^(10|buster)\b/, () => t('June 2024'), 'debian:12'),
  eol('alpine', /^(2\.|3\.([0-9]|1[0-8])(\.|$))/, () => t('two years after its release'), 'alpine:3.22'),
  eol('fedora', /^([1-9]|[123]\d|4[01])$/, () => t('a year after its release'), 'fedora:42'),
  eol(
    'node',
    /^(\d|1[0-9])(\.|-|$)|^(argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen)/,
    () => t('April 2025 or before'),
    'node:22',
  ),
  eol('python', /^2(\.|-|$)/, () => t('January 2020'), 'python:3.13'),
  eol('python', /^3\.[0-8](\.|-|$)/, () => t('October 2024 or before'), 'python:3.13'),
  eol('python', /^3\.9(\.|-|$)/, () => t('October 2025'), 'python:3.13'),
  eol('golang', /^1\.(\d|1\d|2[0-3])(\.|-|$)/, () => t('when the second release after it came'), 'golang:1.25'),
  eol('php', /^(5|7)(\.|-|$)|^8\.0/, () => t('November 2023 or before'), 'php:8.4'),
  eol('ruby', /^(1|2)(\.|-|$)|^3\.[01]/, () => t('March 2025 or before'), 'ruby:3.4'),
  eol('openjdk', /.*/, () => t('2022, when the image was deprecated'), 'eclipse-temurin:21'),
  eol('java', /.*/, () => t('2017, when the image was deprecated'), 'eclipse-temurin:21'),
  eol('postgres', /^(9|10|11|12)(\.|-|$)/, () => t('November 2024 or before'), 'postgres:17'),
  eol('mysql', /^5(\.|-|$)/, () => t('October 2023'), 'mysql:8.4'),
  eol('mongo', /^([2-5])(\.|-|$)/, () => t('October 2024 or before'), 'mongo:8'),
  eol('nginx', /^1\.(\d|1\d|2[0-5])(\.|-|$)/, () => t('when the next stable release came'), 'nginx:1.28'),
];

/** What to pin where nothing is pinned. */
export const CURRENT_TAGS: Readonly<Record<string, string>> = {
  alpine: '3.22',
  busybox: '1.37',
  debian: '12',
  fedora: '42',
  golang: '1.25',
  httpd: '2.4',
  maven: '3.9-eclipse-temurin-21',
  mongo: '8',
  mysql: '8.4',
  nginx: '1.28',
  node: '22',
  php: '8.4',
  postgres: '17',
  python: '3.13',
  redis: '8',
  ruby: '3.4',
  rust: '1.90',
  ubuntu: '24.04',
};

/** `docker.io/library/node` and `library/node` are `node`. */
export const officialName = (repository: string): string =>
  repository.replace(/^(docker\.io\/|index\.docker\.io\/)?(library\/)?/, '');
