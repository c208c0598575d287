import type { StackMembership } from '../../contract/model/container.ts';

/** Membership in a Compose project, as `docker compose` writes it into labels. */
export function readStack(labels: Readonly<Record<string, string>>): StackMembership | undefined {
  const project = labels['com.docker.compose.project'];
  if (!project) return undefined;
  const service = labels['com.docker.compose.service'];
  const number = Number(labels['com.docker.compose.container-number']);
  const workingDir = labels['com.docker.compose.project.working_dir'];
  const files = labels['com.docker.compose.project.config_files'];
  return {
    project,
    ...(service && { service }),
    ...(number > 0 && { number }),
    ...(workingDir && { workingDir }),
    ...(files && { configFiles: files.split(',') }),
  };
}
