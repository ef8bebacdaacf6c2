#!/usr/bin/env bash
# Rolls an overlay out and waits until it is there: deploy/k8s/apply.sh deploy/k8s/overlays/dev [seconds]
# Exit code 1 when the migration fails or a service does not get ready; the version before then still serves.
set -euo pipefail
overlay=${1:?usage: apply.sh OVERLAY [seconds]}
seconds=${2:-600}
namespace=${NAMESPACE:-dateline}
k() { kubectl --namespace "$namespace" "$@"; }

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
