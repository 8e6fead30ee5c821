export default defineNuxtConfig({
  compatibilityDate: '2025-07-15',
  telemetry: false,
  // Nuxt 4.2 with the newest unstorage cannot keep the payload of "/".
  experimental: { payloadExtraction: false },
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'imm-weboffice' } },
});
