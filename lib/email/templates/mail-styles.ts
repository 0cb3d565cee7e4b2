import type { CSSProperties } from "react";
import type { MailTheme } from "./mail-theme";

/** Of globals.css, light: a mail carries its look in each element. */
const font =
  "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Without a background: around the card it is the reader's own, light or dark. */
export const paper: CSSProperties = {
  margin: 0,
  padding: "24px 8px",
  fontFamily: font,
};

export const card: CSSProperties = {
  width: "100%",
  maxWidth: 600,
  backgroundColor: "#ffffff",
  border: "1px solid #e7e3db",
  borderRadius: 12,
  padding: "32px 24px",
};

export const sender: CSSProperties = {
  margin: "0 0 24px",
  color: "#565149",
  fontSize: 15,
  fontWeight: 600,
  lineHeight: "22px",
  overflowWrap: "anywhere",
};

export const heading: CSSProperties = {
  margin: "0 0 8px",
  color: "#1c1a17",
  fontSize: 24,
  fontWeight: 600,
  lineHeight: "32px",
  overflowWrap: "anywhere",
};

export const paragraph: CSSProperties = {
  margin: "0 0 24px",
  color: "#1c1a17",
  fontSize: 16,
  lineHeight: "24px",
  overflowWrap: "anywhere",
};

export const small: CSSProperties = {
  margin: "0 0 8px",
  color: "#565149",
  fontSize: 14,
  lineHeight: "20px",
  overflowWrap: "anywhere",
};

export const code: CSSProperties = {
  margin: "0 0 24px",
  padding: "12px 16px",
  backgroundColor: "#f6f4ef",
  border: "1px solid #e7e3db",
  borderRadius: 8,
  color: "#1c1a17",
  fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSize: 28,
  fontWeight: 600,
  letterSpacing: 4,
  lineHeight: "36px",
  textAlign: "center",
  whiteSpace: "nowrap",
};

export const rule: CSSProperties = { margin: "24px 0 16px", borderTop: "1px solid #e7e3db" };

export function button({ light }: MailTheme): CSSProperties {
  return {
    padding: "14px 24px",
    backgroundColor: light.surface,
    borderRadius: 8,
    color: light.ink,
    fontSize: 16,
    fontWeight: 600,
  };
}

export function link({ light }: MailTheme): CSSProperties {
  return { color: light.text, overflowWrap: "anywhere", wordBreak: "break-all" };
}

export const subheading: CSSProperties = {
  margin: "0 0 8px",
  color: "#1c1a17",
  fontSize: 16,
  fontWeight: 600,
  lineHeight: "24px",
};

export const rows: CSSProperties = { width: "100%", marginBottom: 24, borderCollapse: "collapse" };

export const term: CSSProperties = {
  padding: "4px 16px 4px 0",
  color: "#565149",
  fontSize: 14,
  lineHeight: "20px",
  overflowWrap: "anywhere",
  verticalAlign: "top",
};

export const value: CSSProperties = {
  padding: "4px 0",
  color: "#1c1a17",
  fontSize: 14,
  lineHeight: "20px",
  textAlign: "right",
  verticalAlign: "top",
};
