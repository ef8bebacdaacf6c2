{{/* The image of a service: image.repository in place of the "dateline" before its name, and its digest or the tag. */}}
{{- define "dateline.image" -}}
{{- $name := base .image -}}
{{- $image := .root.Values.image -}}
{{- $digest := get $image.digests $name -}}
{{- if $digest -}}{{ $image.repository }}/{{ $name }}@{{ $digest }}
{{- else -}}{{ $image.repository }}/{{ $name }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* Fills in the pod of a Deployment or Job of the table: image, settings, secrets, volumes. Changes the object, writes nothing. */}}
{{- define "dateline.fill-in-pod" -}}
{{- $values := .root.Values -}}
{{- $template := .object.spec.template -}}
{{- $own := .own -}}
{{- $checksum := dict "checksum/settings" (toJson $values.settings | sha256sum) -}}
{{- $_ := set $template.metadata "annotations" $checksum -}}
{{- with $values.image.pullSecrets }}
{{- $names := list }}{{ range . }}{{ $names = append $names (dict "name" .) }}{{ end }}
{{- $_ := set $template.spec "imagePullSecrets" $names }}
{{- end }}
{{- with $values.volumes }}{{ $_ := set $template.spec "volumes" (concat ($template.spec.volumes | default list) .) }}{{ end }}
{{- range $container := $template.spec.containers }}
{{- $_ := set $container "image" (include "dateline.image" (dict "root" $.root "image" $container.image)) }}
{{- $_ := set $container "imagePullPolicy" $values.image.pullPolicy }}
{{- with $own.resources }}{{ $_ := set $container "resources" . }}{{ end }}
{{- with $values.volumeMounts }}{{ $_ := set $container "volumeMounts" (concat ($container.volumeMounts | default list) .) }}{{ end }}
{{- $env := list }}
{{- range $container.env }}{{ if not (or (hasKey ($own.env | default dict) .name) (hasKey $values.secrets .name)) }}{{ $env = append $env . }}{{ end }}{{ end }}
{{- range $name, $value := $own.env }}{{ $env = append $env (dict "name" $name "value" (toString $value)) }}{{ end }}
{{- range $name, $secret := $values.secrets }}{{ $env = append $env (dict "name" $name "valueFrom" (dict "secretKeyRef" $secret)) }}{{ end }}
{{- with $env }}{{ $_ := set $container "env" . }}{{ end }}
{{- end }}
{{- end -}}
