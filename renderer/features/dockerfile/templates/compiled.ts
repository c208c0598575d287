import type { Template } from './template.ts';
import { t } from '../texts/index.ts';

export const go: Template = {
  id: 'go',
  get title() {
    return t('Go');
  },
  get description() {
    return t('One static program in an image with nothing else in it.');
  },
  signs: /^go\.mod$/,
  ignored: ['bin', '*.test', 'coverage.out'],
  dockerfile: `FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/app .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/app /app
USER 10001
EXPOSE 8080
ENTRYPOINT ["/app"]
`,
};

export const java: Template = {
  id: 'java',
  get title() {
    return t('Java with Maven');
  },
  get description() {
    return t('Built with the JDK, run with the JRE alone; Maven’s repository is kept between builds.');
  },
  signs: /^(pom\.xml|mvnw)$/,
  ignored: ['target', '*.class', '.settings', '.classpath', '.project'],
  dockerfile: `FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml .
COPY src ./src
RUN --mount=type=cache,target=/root/.m2 mvn --batch-mode package -DskipTests

FROM eclipse-temurin:21-jre
WORKDIR /app
COPY --from=build /src/target/*.jar /app/app.jar
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
`,
};

export const rust: Template = {
  id: 'rust',
  get title() {
    return t('Rust');
  },
  get description() {
    return t('Cargo’s registry and what it compiled are kept between builds; the program alone is in the image.');
  },
  signs: /^Cargo\.toml$/,
  ignored: ['target'],
  dockerfile: `FROM rust:1.90-slim AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \\
    cargo build --release && mkdir /out && find target/release -maxdepth 1 -type f -perm -u+x -exec cp {} /out/app \\;

FROM debian:12-slim
COPY --from=build /out/app /usr/local/bin/app
USER 10001
EXPOSE 8080
ENTRYPOINT ["app"]
`,
};
