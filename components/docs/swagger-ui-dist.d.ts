declare module "swagger-ui-dist/swagger-ui-es-bundle" {
  type Settings = {
    readonly spec: object;
    readonly domNode: HTMLElement;
    readonly onComplete?: () => void;
    readonly [setting: string]: unknown;
  };
  const SwaggerUI: (settings: Settings) => unknown;

  // biome-ignore lint/style/noDefaultExport: so it is exported
  export default SwaggerUI;
}
