import { type DockerfileLanguageService, DockerfileLanguageServiceFactory } from 'dockerfile-language-service';

let service: DockerfileLanguageService | undefined;

/** The one language service. It asks Docker Hub for tags where a tag is completed; see `completions.ts`. */
export function languageService(): DockerfileLanguageService {
  if (!service) {
    service = DockerfileLanguageServiceFactory.createLanguageService();
    service.setCapabilities({
      completion: {
        completionItem: { snippetSupport: true, deprecatedSupport: true, documentationFormat: ['markdown'] },
      },
      hover: { contentFormat: ['markdown'] },
    });
  }
  return service;
}
