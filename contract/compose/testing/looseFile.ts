/** Indented as it comes, by tabs alone or not at all, where Compose takes no notice: in brackets, braces and quotes. */
export const looseFile = `services: {
web: {
image: nginx, ports: [
# own
\t"1:1",
"2:2" # two
\t\t, "3:3"
], environment: { A: "b
c",
D: e }, command: [
\t"a"], labels: {
# none
},
}, db: {image: x}
}
volumes:
  a: {
  }
  b:
    name: "x
y"
    labels:
    - 'u
 v'
`;

/** The same as YAML wants it. */
export const tidyFile = `services:
  web:
    image: nginx
    ports: ["1:1", "2:2", "3:3"]
    environment: { A: b c, D: e }
    command: [a]
    labels: {}
  db: {image: x}
volumes:
  a: {}
  b:
    name: x y
    labels: ["u v"]
`;
