/** What hardly anybody writes, and what some file has all the same. */
export const strangeFiles: Readonly<Record<string, string>> = {
  'keys with question marks': `? services
: ? web  # k
  # between
  : image : nginx
    ? ports
    : - "80:80"
      - "81:81"
    ? environment # e
    : # f
      ? A
      : b
      "C D": 'x'
  ? "db"
  :
    image: pg
? volumes
: data: {}
  other: {}
`,
  'tabs wherever they may be': `services:\t# s
  web:\t
    image:\tnginx\t# c
    ports:\t# p
      - "80:80"\t
      - "81:81"
    environment:\t
      A:\tb
      B: c
    labels: {\ta: b,\tc: d\t}
    command: [\t"x"\t,
      \t"y" ]
volumes:
  data: {}\t
`,
  'flow over lines, with commas before and behind': `services: {
  web: {
    image: nginx, # c
    # own
    ports: [ "80:80"  # http
           , "81:81"
           ],
    environment: { A: b
    , B: c, },
    depends_on: [
    ],
    labels: {
      # none
    }
  }, db:
  { image: x,
    command: [a,
  b] } }
`,
  'a line that never ends': `services: {web: {image: nginx, environment: {${Array.from({ length: 60 }, (_, index) => `K${index}: "value ${index}, with a comma"`).join(', ')}}, ports: [${Array.from({ length: 40 }, (_, index) => `"${8000 + index}:80"`).join(', ')}]}}
`,
  'names and values of every script': `services:
  wéb:
    image: nginx
    environment:
      ÜMLAUT: ß
      漢字: 🐳
      🐳: "漢"
      "tab\\tkey": e
      "q\\"x": f
      " sp ": g
    labels:
    - "ключ=знач"
    ports: ["80:80"] # ユニコード
volumes:
  данные: {}
`,
  'properties and values on lines of their own': `services:
  web:
    &w
    image:
      "nginx"
    ports:
      ["80:80",
       "81:81"]
    environment:
      {A: b}
    labels:
      # c
      {}
    working_dir: # where
      /a
    command: a
      b
        c

      d # x
  db: !!map
    image: pg
    environment:
      A:
        long text
        on lines
      B: 'single

        quoted'
`,
  'blocks with every indicator': `services:
  web:
    image: nginx
    command: |- # note
      a\tb
      \tc
    environment:
      A: |+
        keep

      B: >-
        folded
        text

        para
      C: |2
          indented
        less
      D: |1-
        x
      E: >+

        x

      F: |
      G: >-
    entrypoint:
    - sh
    - |2-
        x
       y
    - >
     z
    restart: always
`,
  'nothing behind the keys': `services:
  web:
    image:
    ports:
    environment:
    labels: # nothing
      # here
    volumes:
    -
    - # x
    command:
  db:
  # none
volumes:
networks:`,
  'comments between all': `services: # s
  web: # w
    # i
    image: nginx # n
# zero
    ports: # p
      - # d
        target: 80 # t
        # between
        published: "80" # u
      # two

      # three
      - "81:81"
  # less
    depends_on: # dd
      db: # x
        condition: service_started # y
        # z
  db: # d
    image: y # z`,
};
