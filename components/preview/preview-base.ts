/** Where the preview's pages begin. */
export const previewBase = "/dashboard/preview";
