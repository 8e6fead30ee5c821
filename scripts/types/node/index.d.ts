/**
 * Stands in for `@types/node` where code runs in browsers: packages of editors (jszip, @grpc/proto-loader) reference those types, and `process` and `Buffer`
 * would be known to the whole office page. `typeRoots` in tsconfig.browser.json and tsconfig.shared.json leads here first.
 */
export {};
