import { describe, expect, test } from 'vitest';
import { applyEdits } from './applyEdits.ts';
import { findingsOf, RULES } from './index.ts';

interface Hit {
  readonly text: string;
  /** The file after the quick fix; absent where there is none. */
  readonly fixed?: string;
}

interface Examples {
  readonly hits: readonly (string | Hit)[];
  readonly misses: readonly string[];
}

const B = 'FROM busybox:1.37\n';

const EXAMPLES: Readonly<Record<string, Examples>> = {
  'base-without-version': {
    hits: [
      { text: 'FROM node\n', fixed: 'FROM node:22\n' },
      { text: 'FROM ubuntu:latest AS base\n', fixed: 'FROM ubuntu:24.04 AS base\n' },
      { text: 'FROM docker.io/library/redis\n', fixed: 'FROM docker.io/library/redis:8\n' },
      'FROM example.com/team/app\n',
    ],
    misses: [
      'FROM node:22\n',
      'FROM node@sha256:bf17c17baafe3bfbe6419c9c271f951b483c7a0d563769db8bfa86b12b71e847\n',
      'FROM scratch\n',
      'FROM busybox:1.37 AS build\nFROM build\n',
      'ARG BASE=node:22\nFROM $BASE\n',
    ],
  },
  'base-end-of-life': {
    hits: [
      { text: 'FROM centos:latest\n', fixed: 'FROM rockylinux/rockylinux:9\n' },
      { text: 'FROM centos\n', fixed: 'FROM rockylinux/rockylinux:9\n' },
      { text: 'FROM ubuntu:14.04\n', fixed: 'FROM ubuntu:24.04\n' },
      { text: 'FROM ubuntu:16.04 AS x\n', fixed: 'FROM ubuntu:24.04 AS x\n' },
      { text: 'FROM debian:buster-slim\n', fixed: 'FROM debian:12\n' },
      { text: 'FROM node:14-alpine\n', fixed: 'FROM node:22\n' },
      { text: 'FROM python:2.7\n', fixed: 'FROM python:3.13\n' },
      { text: 'FROM alpine:3.9.6\n', fixed: 'FROM alpine:3.22\n' },
    ],
    misses: [
      'FROM ubuntu:24.04\n',
      'FROM ubuntu:22.04\n',
      'FROM debian:12-slim\n',
      'FROM node:22-alpine\n',
      'FROM alpine:3.22\n',
      'FROM example.com/centos:7\n',
      'FROM python:3.13-slim\n',
    ],
  },
  maintainer: {
    hits: [
      {
        text: `${B}MAINTAINER Ann <a@b.c>\n`,
        fixed: `${B}LABEL org.opencontainers.image.authors="Ann <a@b.c>"\n`,
      },
      { text: `${B}maintainer "A $x"\n`, fixed: `${B}LABEL org.opencontainers.image.authors="A \\$x"\n` },
    ],
    misses: [`${B}LABEL org.opencontainers.image.authors="Ann"\n`],
  },
  'pair-without-equals': {
    hits: [
      { text: `${B}ENV HOME_DIR /srv\n`, fixed: `${B}ENV HOME_DIR=/srv\n` },
      { text: `${B}ENV GREETING hello "you" there\n`, fixed: `${B}ENV GREETING="hello \\"you\\" there"\n` },
      { text: `${B}LABEL com.example.a b\n`, fixed: `${B}LABEL com.example.a=b\n` },
      { text: `${B}ENV NAME "a b"\n`, fixed: `${B}ENV NAME="a b"\n` },
    ],
    misses: [`${B}ENV A=b C=d\n`, `${B}ENV A="b c"\n`, `${B}ENV A=\n`],
  },
  'secret-in-image': {
    hits: [
      `${B}ENV ACCESS_KEY=45dcdfrY\n`,
      `${B}ENV DB_PASSWORD=x OTHER=y\n`,
      `${B}ARG NPM_TOKEN\n`,
      `${B}ENV SECRET x\n`,
      `${B}ARG API_KEY=1\n`,
    ],
    misses: [
      `${B}ENV PASSWORD_FILE=/run/secrets/x\n`,
      `${B}ENV TOKEN_URL=http://x\n`,
      `${B}ARG VERSION=1\n`,
      `${B}ENV KEYBOARD=us COMPASS=n\n`,
    ],
  },
  'only-last-works': {
    hits: [
      { text: `${B}CMD ["a"]\nRUN true\nCMD ["b"]\n`, fixed: `${B}RUN true\nCMD ["b"]\n` },
      { text: `${B}ENTRYPOINT ["a"]\nENTRYPOINT ["b"]\n`, fixed: `${B}ENTRYPOINT ["b"]\n` },
      {
        text: `${B}HEALTHCHECK CMD \\\n  a\nHEALTHCHECK NONE\n`,
        fixed: `${B}HEALTHCHECK NONE\n`,
      },
    ],
    misses: [`${B}CMD ["a"]\n`, `FROM busybox:1 AS a\nCMD ["a"]\nFROM busybox:1\nCMD ["b"]\n`],
  },
  'exec-form-single-quotes': {
    hits: [
      { text: `${B}ENTRYPOINT ['echo', 'a b']\n`, fixed: `${B}ENTRYPOINT ["echo", "a b"]\n` },
      { text: `${B}CMD ['sh']\n`, fixed: `${B}CMD ["sh"]\n` },
    ],
    misses: [`${B}CMD ["echo", "it's"]\n`, `${B}CMD echo ['a']\n`, `${B}RUN [ -f 'x' ]\n`],
  },
  'exec-form-variable': {
    hits: [
      { text: `${B}CMD ["echo", "$HOME"]\n`, fixed: `${B}CMD ["sh", "-c", "exec echo $HOME"]\n` },
      { text: `${B}RUN ["rm", "/tmp/*"]\n`, fixed: `${B}RUN ["sh", "-c", "rm /tmp/*"]\n` },
      {
        text: `${B}ENTRYPOINT ["app", "--to", "a \${B} c"]\n`,
        fixed: `${B}ENTRYPOINT ["sh", "-c", "exec app --to \\"a \${B} c\\""]\n`,
      },
    ],
    misses: [
      `${B}CMD ["sh", "-c", "echo $HOME"]\n`,
      `${B}CMD ["/bin/bash", "-c", "ls *"]\n`,
      `${B}CMD echo $HOME\n`,
      `${B}CMD ["echo", "costs 5$"]\n`,
      `${B}CMD ["echo", "2*3=6"]\n`,
    ],
  },
  'shell-entrypoint-ignores-cmd': {
    hits: [
      { text: `${B}ENTRYPOINT top -b\nCMD ["-c"]\n`, fixed: `${B}ENTRYPOINT ["top", "-b"]\nCMD ["-c"]\n` },
      `${B}ENTRYPOINT echo $HOME\nCMD ["x"]\n`,
    ],
    misses: [`${B}ENTRYPOINT ["top"]\nCMD ["-c"]\n`, `${B}ENTRYPOINT top -b\n`],
  },
  'shell-form': {
    hits: [
      { text: `${B}CMD nginx -g x\n`, fixed: `${B}CMD ["nginx", "-g", "x"]\n` },
      { text: `${B}ENTRYPOINT /app/start\n`, fixed: `${B}ENTRYPOINT ["/app/start"]\n` },
      `${B}CMD echo a && echo b\n`,
      `${B}CMD cd /app\n`,
    ],
    misses: [`${B}CMD ["nginx"]\n`, `${B}CMD exec nginx\n`, `${B}SHELL ["bash", "-c"]\nCMD nginx\n`],
  },
  'expose-brackets': {
    hits: [
      { text: `${B}EXPOSE [443, 80, 8080]\n`, fixed: `${B}EXPOSE 443 80 8080\n` },
      { text: `${B}EXPOSE 80, 53/udp\n`, fixed: `${B}EXPOSE 80 53/udp\n` },
    ],
    misses: [`${B}EXPOSE 443 80/tcp 8000-8010\n`, `${B}EXPOSE $PORT\n`],
  },
  'many-sources-without-slash': {
    hits: [
      { text: `${B}COPY a b /dest\n`, fixed: `${B}COPY a b /dest/\n` },
      { text: `${B}ADD ["a", "b c", "/dest"]\n`, fixed: `${B}ADD ["a", "b c", "/dest/"]\n` },
      { text: `${B}COPY --chown=1 a b \\\n  c dest\n`, fixed: `${B}COPY --chown=1 a b \\\n  c dest/\n` },
    ],
    misses: [`${B}COPY a /dest\n`, `${B}COPY a b /dest/\n`, `${B}COPY a b .\n`, `${B}COPY a b $DEST\n`],
  },
  'add-where-copy-does': {
    hits: [
      { text: `${B}ADD ./config /config/\n`, fixed: `${B}COPY ./config /config/\n` },
      { text: `${B}ADD --chown=1:1 a /b\n`, fixed: `${B}COPY --chown=1:1 a /b\n` },
    ],
    misses: [
      `${B}ADD https://example.com/x /x\n`,
      `${B}ADD app.tar.gz /app\n`,
      `${B}ADD --checksum=sha256:aa https://e.com/x /x\n`,
      `${B}ADD git@github.com:a/b.git /b\n`,
      `${B}ADD $FILE /x\n`,
    ],
  },
  'source-before-dependencies': {
    hits: [
      `${B}COPY . .\nRUN npm ci\n`,
      `${B}COPY ./ /app\nRUN pip install -r requirements.txt\n`,
      `${B}COPY . .\nRUN go mod download\n`,
    ],
    misses: [
      `${B}COPY package.json .\nRUN npm ci\nCOPY . .\n`,
      `${B}COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n`,
      `${B}COPY --from=build . .\nRUN npm ci\n`,
      `${B}COPY . .\nRUN make\n`,
    ],
  },
  'label-key': {
    hits: [
      { text: `${B}LABEL version="1"\n`, fixed: `${B}LABEL org.opencontainers.image.version="1"\n` },
      {
        text: `${B}LABEL com.example.a=1 Maintainer=me\n`,
        fixed: `${B}LABEL com.example.a=1 org.opencontainers.image.authors=me\n`,
      },
      `${B}LABEL com.docker.mine=1\n`,
      `${B}LABEL Com.Example.x=1\n`,
      `${B}LABEL team=blue\n`,
    ],
    misses: [`${B}LABEL com.example.team=blue\n`, `${B}LABEL org.opencontainers.image.title="x"\n`],
  },
  'unknown-user': {
    hits: [`${B}USER app\nCMD ["a"]\n`, `${B}RUN echo app\nUSER app:app\n`],
    misses: [
      `${B}RUN adduser -S app\nUSER app\n`,
      `${B}USER 543\n`,
      `${B}USER 543:543\n`,
      `${B}USER nobody\n`,
      `${B}USER $USER\n`,
      'FROM node:22\nUSER node\n',
      'FROM busybox:1 AS base\nRUN useradd app\nFROM base\nUSER app\n',
      `${B}COPY passwd /etc/passwd\nUSER app\n`,
    ],
  },
  'runs-as-root': {
    hits: [
      `${B}CMD ["a"]\n`,
      `${B}USER 1000\nRUN true\nUSER root\nCMD ["a"]\n`,
      `FROM busybox:1 AS a\nUSER 1\nFROM busybox:1\nCMD ["a"]\n`,
    ],
    misses: [`${B}USER 1000\nCMD ["a"]\n`, `FROM busybox:1 AS a\nUSER 1\nFROM a\nCMD ["a"]\n`, `${B}RUN true\n`],
  },
  'apt-update-apart': {
    hits: [
      {
        text: `${B}RUN apt-get update\nRUN apt-get install -y curl\n`,
        fixed: `${B}RUN apt-get update && \\\n    apt-get install -y curl\n`,
      },
      { text: `${B}RUN apt-get install -y curl\n`, fixed: `${B}RUN apt-get update && apt-get install -y curl\n` },
      `${B}RUN apt-get update\nCOPY a b\n`,
      `${B}RUN apt-get -qq update\n`,
    ],
    misses: [
      `${B}RUN apt-get update && apt-get install -y curl\n`,
      `${B}RUN apt-get -qq update && \\\n  apt-get -y install curl\n`,
      `${B}RUN apk add curl\n`,
      `${B}RUN <<EOT\napt-get update\napt-get install -y curl\nEOT\n`,
    ],
  },
  'apt-lists-left': {
    hits: [
      {
        text: `${B}RUN apt-get update && apt-get install -y curl\n`,
        fixed: `${B}RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n`,
      },
      {
        text: `${B}RUN apt-get update && \\\n    apt-get install -y curl\n`,
        fixed: `${B}RUN apt-get update && \\\n    apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n`,
      },
    ],
    misses: [
      `${B}RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n`,
      `${B}RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl\n`,
      `${B}RUN apt-get clean\n`,
    ],
  },
  'apt-install-asks': {
    hits: [
      {
        text: `${B}RUN apt-get update && apt-get install curl\n`,
        fixed: `${B}RUN apt-get update && apt-get install -y curl\n`,
      },
      {
        text: `${B}RUN apt-get update && \\\n  apt install --no-install-recommends curl\n`,
        fixed: `${B}RUN apt-get update && \\\n  apt install -y --no-install-recommends curl\n`,
      },
    ],
    misses: [
      `${B}RUN apt-get update && apt-get install -y curl\n`,
      `${B}RUN apt-get -y update && apt-get -y install curl\n`,
      `${B}RUN apt-get install --yes curl\n`,
      `${B}RUN apt-get -qq install curl\n`,
    ],
  },
  'apt-recommends': {
    hits: [
      {
        text: `${B}RUN apt-get update && apt-get install -y curl\n`,
        fixed: `${B}RUN apt-get update && apt-get install --no-install-recommends -y curl\n`,
      },
      `${B}RUN apt-get install -y a && apt-get install -y b\n`,
    ],
    misses: [`${B}RUN apt-get install -y --no-install-recommends curl\n`, `${B}RUN apt-get update\n`],
  },
  'apt-key': {
    hits: [`${B}RUN apt-key adv --keyserver hkp://x --recv 7F0CEB10\n`, `${B}RUN curl x | apt-key add -\n`],
    misses: [`${B}RUN curl -o /etc/apt/keyrings/x.asc https://x\n`],
  },
  'workdir-relative': {
    hits: [{ text: `${B}WORKDIR app\n`, fixed: `${B}WORKDIR /app\n` }],
    misses: [`${B}WORKDIR /root\n`, `${B}WORKDIR /a\nWORKDIR b\n`, `${B}WORKDIR $HOME\n`, `${B}WORKDIR C:\\app\n`],
  },
  'volume-relative': {
    hits: [
      { text: `${B}VOLUME ["var/log"]\n`, fixed: `${B}VOLUME ["/var/log"]\n` },
      { text: `${B}VOLUME data /logs\n`, fixed: `${B}VOLUME /data /logs\n` },
    ],
    misses: [`${B}VOLUME ["/var/log"]\n`, `${B}VOLUME /data $LOGS\n`],
  },
  'service-in-run': {
    hits: [`${B}RUN service nginx start\n`, `${B}RUN apk add x && systemctl start x\n`],
    misses: [`${B}RUN service postgresql start && psql -c x && service postgresql stop\n`, `${B}RUN echo service\n`],
  },
  'several-processes': {
    hits: [
      `${B}CMD service ssh start && nginx\n`,
      `${B}CMD ["supervisord", "-n"]\n`.replace('["supervisord", "-n"]', 'supervisord -n'),
      `${B}CMD a & b\n`,
    ],
    misses: [`${B}CMD a && b\n`, `${B}CMD ["nginx"]\n`],
  },
};

const only = (id: string) => RULES.filter((rule) => rule.id === id);
const found = (id: string, text: string) => findingsOf(text, undefined, only(id));

for (const rule of RULES.filter(({ id }) => id !== 'no-dockerignore')) {
  describe(`the rule ${rule.id}`, () => {
    const { hits, misses } = EXAMPLES[rule.id] ?? { hits: [], misses: [] };
    test('has examples for and against it', () => {
      expect(hits.length).toBeGreaterThan(0);
      expect(misses.length).toBeGreaterThan(0);
    });
    test.each(hits.map((hit) => (typeof hit === 'string' ? { text: hit, fixed: undefined } : hit)))(
      'finds $text',
      ({ text, fixed }) => {
        const findings = found(rule.id, text);
        expect(findings.length).toBeGreaterThan(0);
        for (const { message, why } of findings) {
          expect(message).toMatch(/\w.*[.]$/s);
          expect(why).toMatch(/\w/);
        }
        const fix = findings.find((finding) => finding.fix)?.fix;
        expect(fix && applyEdits(text, fix.edits)).toBe(fixed);
        expect(fixed === undefined ? [] : found(rule.id, fixed)).toEqual([]);
      },
    );
    test.each(misses)('leaves %j alone', (text) => {
      expect(found(rule.id, text)).toEqual([]);
    });
  });
}

test('a missing .dockerignore is pointed out where the whole folder is copied', () => {
  const about = (text: string, hasIgnoreFile?: boolean) =>
    findingsOf(text, hasIgnoreFile === undefined ? undefined : { hasIgnoreFile }, only('no-dockerignore'));
  expect(about(`${B}COPY . .\n`, false)).toMatchObject([{ range: { start: { line: 1 } } }]);
  expect(about(`${B}ADD ./ /app/\n`, false)).toHaveLength(1);
  expect(about(`${B}COPY . .\n`, true)).toEqual([]);
  expect(about(`${B}COPY . .\n`)).toEqual([]); // nothing is known of the folder
  expect(about(`${B}COPY src /src\n`, false)).toEqual([]);
  expect(about(`${B}COPY --from=build . .\n`, false)).toEqual([]);
});

test('the old book’s MongoDB file gives what is to be changed in it', () => {
  const book = [
    'FROM ubuntu',
    'MAINTAINER Someone, someone@example.com',
    'RUN apt-key adv --keyserver hkp://keyserver.ubuntu.com:80 --recv 7F0CEB10',
    "RUN echo 'deb http://downloads-distro.mongodb.org/repo/ubuntu-upstart dist 10gen' > /etc/apt/sources.list.d/mongodb.list",
    'RUN apt-get update',
    'RUN apt-get install mongodb-10gen',
    'CMD ["/usr/bin/mongod", "--config", "/etc/mongodb.conf"]',
  ].join('\n');
  expect(findingsOf(book).map(({ ruleId, range }) => `${range.start.line + 1} ${ruleId}`)).toEqual([
    '1 base-without-version',
    '2 maintainer',
    '3 apt-key',
    '5 apt-update-apart',
    '6 apt-update-apart',
    '6 apt-lists-left',
    '6 apt-install-asks',
    '6 apt-recommends',
    '7 runs-as-root',
  ]);
});
