import type { Send } from "@/components/portal/call-portal";

/** The preview's way to the portal's API: there is none. Whatever is asked or done is refused, and nothing is sent. */
export const refuseInPreview: Send = (path) => {
  const code = path === "previews/change_plan" ? "preview_unpriced" : "preview_only";
  const error = { type: "permission_error", code, message: "This is a preview.", request_id: null };
  return Promise.resolve(Response.json({ error }, { status: 403 }));
};
