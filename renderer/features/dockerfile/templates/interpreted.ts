import type { Template } from './template.ts';
import { t } from '../texts/index.ts';

export const node: Template = {
  id: 'node',
  get title() {
    return t('Node.js');
  },
  get description() {
    return t('Dependencies apart from the source, a production image without build tools, as the user node.');
  },
  signs: /^package\.json$/,
  ignored: ['node_modules', 'dist', 'coverage', 'npm-debug.log*'],
  dockerfile: `FROM node:22-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY . .
USER node
EXPOSE 3000
CMD ["node", "server.js"]
`,
};

export const python: Template = {
  id: 'python',
  get title() {
    return t('Python');
  },
  get description() {
    return t('A virtual environment made in one stage and copied into the next; runs as a user without rights.');
  },
  signs: /^(requirements\.txt|pyproject\.toml|setup\.py|Pipfile)$/,
  ignored: ['__pycache__/', '*.py[cod]', '.venv', 'venv', '.pytest_cache', '.mypy_cache', '*.egg-info'],
  dockerfile: `FROM python:3.13-slim AS dependencies
RUN python -m venv /venv
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip /venv/bin/pip install -r requirements.txt

FROM python:3.13-slim
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=dependencies /venv /venv
COPY . .
USER 10001
EXPOSE 8000
CMD ["python", "app.py"]
`,
};

export const php: Template = {
  id: 'php',
  get title() {
    return t('PHP with Apache');
  },
  get description() {
    return t('Composer’s packages in one stage, the official image with its web server in the next.');
  },
  signs: /^(composer\.json|index\.php)$/,
  ignored: ['vendor', 'storage/logs', '.phpunit.cache'],
  dockerfile: `FROM composer:2 AS dependencies
WORKDIR /app
COPY composer.json composer.lock ./
RUN --mount=type=cache,target=/tmp/cache composer install --no-dev --no-scripts --optimize-autoloader

FROM php:8.4-apache
WORKDIR /var/www/html
COPY --from=dependencies /app/vendor ./vendor
COPY . .
EXPOSE 80
`,
};

export const ruby: Template = {
  id: 'ruby',
  get title() {
    return t('Ruby');
  },
  get description() {
    return t('Gems in a stage of their own with a cache, the application on a slim image.');
  },
  signs: /^Gemfile$/,
  ignored: ['vendor/bundle', '.bundle', 'log', 'tmp'],
  dockerfile: `FROM ruby:3.4 AS gems
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle config set --local deployment true && bundle install

FROM ruby:3.4-slim
WORKDIR /app
COPY --from=gems /app/vendor ./vendor
COPY --from=gems /usr/local/bundle /usr/local/bundle
COPY . .
USER 10001
EXPOSE 4567
CMD ["ruby", "app.rb"]
`,
};
