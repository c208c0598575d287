#!/bin/sh
# Makes the application where there is none yet, brings gems and database up to date, and serves it.
set -eu
if [ ! -f config.ru ]; then
  rails new . --force --database=postgresql --skip-git --skip-bundle
fi
bundle check || bundle install
bin/rails db:prepare
rm -f tmp/pids/server.pid
exec bin/rails server --binding 0.0.0.0
