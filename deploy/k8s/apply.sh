#!/usr/bin/env bash
# Rolls an overlay out and waits until it is there: deploy/k8s/apply.sh deploy/k8s/overlays/dev [seconds]
# Exit code 1 when the migration fails or a service does not get ready; the version before then still serves.
set -euo pipefail
overlay=${1:?usage: apply.sh OVERLAY [seconds]}
seconds=${2:-600}
namespace=${NAMESPACE:-dateline}
k() { kubectl --namespace "$namespace" "$@"; }

# The gateway's admin key: random, made once, and kept when it is there.
if ! k get secret gateway-admin-key >/dev/null 2>&1; then
  kubectl get namespace "$namespace" >/dev/null 2>&1 || kubectl create namespace "$namespace" >/dev/null
  openssl rand -hex 32 | tr -d '\n' | k create secret generic gateway-admin-key --from-file=key=/dev/stdin >/dev/null
  echo "made the secret gateway-admin-key"
fi

# A job cannot be changed; the last one has done its work.
k delete job migrate --ignore-not-found --wait=true
kubectl apply --server-side --force-conflicts -k "$overlay"
for set in $(k get statefulset -l '!app.kubernetes.io/managed-by' -o name); do
  k rollout status "$set" --timeout="${seconds}s"
done
k wait --for=condition=complete job/migrate --timeout="${seconds}s"
for deployment in $(k get deployment -l dateline/role=service -o name); do
  k rollout status "$deployment" --timeout="${seconds}s"
done
