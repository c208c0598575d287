import { go, java, rust } from './compiled.ts';
import { node, php, python, ruby } from './interpreted.ts';
import { debianTool, mongodb, nginxSite } from './servers.ts';
import type { Template } from './template.ts';

export const TEMPLATES: readonly Template[] = [node, python, go, java, rust, nginxSite, php, ruby, mongodb, debianTool];
