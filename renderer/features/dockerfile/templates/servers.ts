import type { Template } from './template.ts';
import { t } from '../texts/index.ts';

export const nginxSite: Template = {
  id: 'nginx',
  get title() {
    return t('Static site with nginx');
  },
  get description() {
    return t('Files of a folder, served by nginx that runs without root rights, on port 8080.');
  },
  signs: /^(index\.html|public\/|_site\/|dist\/)$/,
  ignored: ['node_modules'],
  dockerfile: `FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY . /usr/share/nginx/html/
USER 101
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q --spider http://127.0.0.1:8080/ || exit 1
CMD ["nginx", "-g", "daemon off;"]
`,
};

export const mongodb: Template = {
  id: 'mongodb',
  get title() {
    return t('MongoDB server');
  },
  get description() {
    return t('A server from its makers’ own packages: the signing key in a keyring, data in a volume, no root.');
  },
  signs: /^(mongod\.conf|mongodb\.conf)$/,
  ignored: [],
  dockerfile: `FROM debian:12-slim
ARG MONGODB_VERSION=8.0
ADD https://pgp.mongodb.com/server-\${MONGODB_VERSION}.asc /etc/apt/keyrings/mongodb.asc
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \\
    && chmod 644 /etc/apt/keyrings/mongodb.asc \\
    && echo "deb [signed-by=/etc/apt/keyrings/mongodb.asc] https://repo.mongodb.org/apt/debian bookworm/mongodb-org/$MONGODB_VERSION main" \\
       > /etc/apt/sources.list.d/mongodb.list \\
    && apt-get update && apt-get install -y --no-install-recommends mongodb-org-server mongodb-mongosh \\
    && rm -rf /var/lib/apt/lists/* \\
    && mkdir -p /data/db && chown mongodb:mongodb /data/db
VOLUME ["/data/db"]
USER mongodb
EXPOSE 27017
HEALTHCHECK --interval=30s --start-period=20s CMD mongosh --quiet --eval "db.adminCommand('ping')" || exit 1
CMD ["mongod", "--bind_ip_all", "--dbpath", "/data/db"]
`,
};

export const debianTool: Template = {
  id: 'debian',
  get title() {
    return t('Program from Debian’s packages');
  },
  get description() {
    return t('The smallest good beginning for anything that apt can install.');
  },
  signs: /^debian\/$/,
  ignored: [],
  dockerfile: `FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates \\
    && rm -rf /var/lib/apt/lists/*
USER 10001
ENTRYPOINT ["curl"]
CMD ["--version"]
`,
};
