#!/usr/bin/env bash
# Everything that a Compose installation holds, at one moment, in one archive: backup.sh save FILE | backup.sh restore FILE
# Both stop the pipeline for as long as the copying takes; what was under way goes on afterwards, and nothing is lost or done twice.
# The options of docker compose that the installation was started with go into COMPOSE_OPTIONS (-f …, --env-file …).
set -euo pipefail
action=${1:-} file=${2:-}
case $action in save | restore) ;; *) sed -n '2,4p' "$0"; exit 64 ;; esac
[ -n "$file" ] || { sed -n '2,4p' "$0"; exit 64; }
file=$(realpath -m "$file")
cd "$(dirname "$0")/../.."
image=${BASE_IMAGE:-debian:bookworm-slim}
services=($(ls services))
stores=(kafka mongo)
# shellcheck disable=SC2086
compose() { docker compose ${COMPOSE_OPTIONS:-} "$@"; }
project=$(compose config --format json | sed -n 's/^ *"name": "\([^"]*\)",\{0,1\}$/\1/p' | head -1)
volumes=(-v "${project}_kafka-data:/volumes/kafka-data" -v "${project}_mongo-data:/volumes/mongo-data")

if [ "$action" = save ]; then
  compose stop "${services[@]}"
  compose stop "${stores[@]}"
  umask 077
  docker run --rm "${volumes[@]}" "$image" tar -C /volumes --numeric-owner -czf - . > "$file.part"
  mv "$file.part" "$file"
  compose up -d --wait "${stores[@]}" "${services[@]}"
  echo "saved: $file ($(du -h "$file" | cut -f1))"
else
  [ -z "$(compose ps -aq "${services[@]}" "${stores[@]}")" ] || { echo 'there is an installation: docker compose down -v removes it' >&2; exit 1; }
  tar -tzf "$file" >/dev/null || { echo "$file is not whole" >&2; exit 1; }
  # Compose makes the volumes, so that it knows them as its own.
  compose up --no-start "${stores[@]}"
  docker run --rm -i "${volumes[@]}" "$image" sh -c \
    'test -z "$(ls -A /volumes/kafka-data /volumes/mongo-data | grep -v "^/volumes" | tr -d "\n")" || { echo "the volumes are not empty" >&2; exit 1; }; tar -C /volumes --numeric-owner -xzf -' < "$file"
  compose up -d --wait "${stores[@]}" "${services[@]}"
  echo "restored: $file"
fi
