import type { Tree } from '@nx/devkit';
import { insertBefore, replaceIn } from './insert-text.ts';
import type { StageNames } from './stage-names.ts';

/** A place under Compose; the manifests of Kubernetes and the scrape targets are made from the table. */
export function addToDeployment(files: Tree, { service }: StageNames): void {
  insertBefore(
    files,
    'docker-compose.yml',
    '  # Invented outlets:',
    `  ${service}:
    <<: *service
    extends: { file: deploy/compose/settings.yml, service: ${service} }
    image: dateline/${service}:\${DATELINE_VERSION:-dev}
    build: { <<: *build, args: { <<: *build-args, SERVICE: ${service} } }

`,
  );
  const secured = '  indexer: *secure-service\n';
  replaceIn(files, 'deploy/compose/compose.prod.yml', secured, `${secured}  ${service}: *secure-service\n`);
}
