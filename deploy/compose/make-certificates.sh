#!/usr/bin/env bash
# Certificates for compose.prod.yml: an authority of its own, and one key each for Kafka and MongoDB, by the names that they have in
# the network of the containers; Kafka's is also for KAFKA_PUBLIC_HOST, the name or address by which consumers on other hosts reach it.
# make-certificates.sh FOLDER; a folder that has an authority is left as it is, unless --renew is given.
set -euo pipefail
umask 077
folder=${1:?usage: make-certificates.sh FOLDER [--renew]}
days=${CERTIFICATE_DAYS:-825}
mkdir -p "$folder"
cd "$folder"
if [ -f ca.crt ] && [ "${2:-}" != --renew ]; then
  echo "there are certificates in $folder, valid until $(openssl x509 -enddate -noout -in kafka.crt | cut -d= -f2)"
  exit 0
fi
if [ ! -f ca.key ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj '/CN=Dateline authority' -keyout ca.key -out ca.crt 2>/dev/null
fi
kind=DNS
if [[ ${KAFKA_PUBLIC_HOST:-} =~ ^[0-9.]+$|: ]]; then kind=IP; fi
names_of() {
  printf 'DNS:%s,DNS:localhost,IP:127.0.0.1' "$1"
  if [ "$1" = kafka ] && [ -n "${KAFKA_PUBLIC_HOST:-}" ]; then printf ',%s:%s' "$kind" "$KAFKA_PUBLIC_HOST"; fi
}
for name in kafka mongo; do
  openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=$name" -keyout "$name.key" -out "$name.csr" 2>/dev/null
  openssl x509 -req -sha256 -days "$days" -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -out "$name.crt" 2>/dev/null \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$(names_of "$name")")
  # Kafka and mongod both want key and certificate in one file, the key in PKCS #8.
  openssl pkcs8 -topk8 -nocrypt -in "$name.key" -out "$name.pk8"
  cat "$name.pk8" "$name.crt" > "$name.pem"
  rm -f "$name.csr" "$name.pk8"
done
[ -f mongo-members.key ] || openssl rand -base64 756 > mongo-members.key
# Containers run as other users: what is mounted is readable, and the folder keeps everyone else of this machine out.
chmod 644 ca.crt kafka.pem mongo.pem mongo-members.key
chmod 700 .
echo "certificates in $folder, valid for $days days; keep ca.key apart, nothing that runs needs it"
