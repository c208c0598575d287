import { strangeFiles } from './strangeFiles';

/** Files as people write them, collected in one place: what makes an editor of YAML lose something. */
const files = {
  'four columns, aligned values, comments everywhere': `# four spaces, aligned columns
version:     '3.8'

x-logging:   &logging
    logging:
        driver:  json-file
        options: { max-size: "10m", max-file: "3" }   # keep it short

services:

    # ---- web ----
    web:
        <<:       *logging
        image:    'nginx:1.25'          # pinned
        restart:  "always"
        ports:
            -   "80:80"     # http
            -   "443:443"   # https
            #-   "8080:8080"
        environment:
            # database
            DB_HOST:  db

            DB_PORT:  "5432"
            EMPTY:
            # the end of env
        depends_on:
            db:
                condition: service_healthy


    # redis:
    #     image: redis
    #     ports:
    #         - "6379:6379"

    db:
        image:    postgres:16
        volumes:
            -   data:/var/lib/postgresql/data
            -   type: bind
                source: ./init
                target: /docker-entrypoint-initdb.d
                # read only, please
                read_only: true
        healthcheck:
            test: ["CMD-SHELL", "pg_isready -U postgres || exit 1"]
            interval: 10s
            retries: 5
  # odd comment at lesser indentation
# odder
volumes:
    data:
        # nothing here

    other: {}
networks: {}
`,
  'indentless sequences and block scalars': `services:
  app:
    build:
      context: .
      args:
      - A=1
      - "B=2"
    command: >-
      sh -c "
        echo hello
        echo world
      "
    entrypoint:
    - /bin/sh
    - -c
    - |
      set -e
        indented
      # not a comment
      exec "$$@"

    environment:
    - KEY=value with spaces
    - 'QUOTED=it''s'
    - "DOUBLE=\\"x\\"\\t"
    - TIME=22:22
    labels:
    - traefik.enable=true
    - "traefik.http.routers.app.rule=Host(\`a.example\`) && PathPrefix(\`/x\`)"
    ports:
    - 3000
    - 22:22
    - target: 80
      published: 8080
    networks:
    - front
    # - back
    volumes:
    - .:/app
    -   # comment on a dash
      type: volume
      source: data
      target: /x
  worker:
    image: busybox
    command: ["sleep", "1",
              "2"]
    mem_limit: 512m
    cpus: 0.5
    ulimits: {nofile: {soft: 1024, hard: 2048}}
networks:
  front:
  back:
    driver: bridge
volumes:
  data:
`,
  'JSON on many lines': `{
  "services": {
    "web": {
      "image": "nginx",
      "ports": ["80:80", "443:443"],
      "environment": {"A": "1", "B": "two"},
      "depends_on": [
        "db"
      ],
      "labels": {},
      "healthcheck": {
        "test": ["CMD", "true"],
        "interval": "10s"
      }
    },
    "db": {"image": "postgres", "volumes": [ "data:/d" ], "networks": {"back": null}}
  },
  "volumes": {
    "data": {}
  },
  "networks": {"back": {}}
}
`,
  'anchors, merges and aliases': `%YAML 1.1
---
x-env: &env
  TZ: Europe/Rome
  LANG: C
x-a: &a {restart: always, init: true}
x-b: &b
  stop_grace_period: 10s
x-port: &port "8080:80"

services:
  one: &one
    <<: [*a, *b]
    image: &img alpine:3
    environment: &oneenv
      <<: *env
      OWN: 1
    ports: [*port, "9:9"]
  two:
    <<: *one
    image: *img
    container_name: two
  three:
    <<: *a
    image: *img
    environment:
      <<: [*env, *oneenv]
      X: y
  four:
    image: alpine
    environment: *env
    labels: &labels
      - a=b
    build: &build
      context: .
      args: {X: "1"}
  five:
    image: alpine
    labels: *labels
...
`,
  'explicit keys, quoted keys, tags and every style': `--- # start
"services" : # quoted
  ? web
  : image : nginx
    "ports" :
      - "80:80"	# tab before comment
      - "81:81"
    'environment':
      ? KEY
      : value
      "a:b": c
      emoji🐳: "ünï 漢字 🐳"
      'it''s': x
      404: notfound
      on: off
      multi: one
        two
        three
      dq: "one
        two\\
        three"
      fold: >+
        a
        b

        c

      lit: |2-
          two more
        x
      date: 2001-01-01
      oct: 0440
      hex: 0x1F
      under: 1_000
      nul: ~
      inf: .inf
      tagged: !!str 123
    command: >
      long line that goes on and on and on and on and on and on and on and on and on and on and on and on and on and on and on

      second paragraph
    labels: [ ]
    sysctls: { }
    dns: [8.8.8.8,
      1.1.1.1, # cf
      # own
      9.9.9.9,
    ]
    tmpfs:
      # none yet
    expose: [ "1" , '2', 3 ]
    extra_hosts: {a: 1.2.3.4, "b": '::1' }
  "db":
    image: "postgres"
    healthcheck:   { test: [ "CMD", "x" ], interval: 5s }
    profiles: !override [a]
    cap_add: !reset []
    logging:
      driver: "none"   
      

    # trailing in db

# before volumes

"volumes":
  "a b": 
  'c': {external: true}
...
`,
  'one column, and a hand that changes': `services:
 a:
  image: x
  ports:
   - 1:1
   - 2:2
  environment:
   A: b
 b: {image: y, ports: [1, 2], environment: {A: b}}
 c:
    image: z
    environment:
       - A=b
    depends_on:
          - a
`,
  'blank lines everywhere': `services:

  a:

    image: x

    ports:

      - "1:1"

      - "2:2"

  b:

    image: y



`,
};

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

export const nastyFiles: Readonly<Record<string, string>> = {
  ...files,
  ...strangeFiles,
  'JSON on one line':
    '{"services":{"web":{"image":"nginx","ports":["80:80"],"environment":["A=1"],"networks":["n"]}},"networks":{"n":null}}',
  'line ends of Windows': crlf(files['four columns, aligned values, comments everywhere']),
  'line ends of Windows, without the last': crlf(files['indentless sequences and block scalars']).trimEnd(),
  'a byte order mark': `\ufeff${files['four columns, aligned values, comments everywhere']}`,
  'no last line end': files['four columns, aligned values, comments everywhere'].trimEnd(),
  'a comment at the end, without a line end': 'services:\n  a:\n    image: x\n    # end',
};
