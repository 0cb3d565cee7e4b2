import type { Send } from "@/components/portal/call-portal";

const refusal = {
  error: {
    type: "permission_error",
    code: "preview_only",
    message: "This is a preview: nothing is changed here.",
    request_id: null,
  },
};

/** The preview's way to the portal's API: there is none. Whatever is asked or done is refused, and nothing is sent. */
export const refuseInPreview: Send = () => Promise.resolve(Response.json(refusal, { status: 403 }));
