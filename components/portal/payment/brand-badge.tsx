import { CreditCard, Landmark } from "lucide-react";
import type { ReactNode } from "react";

/** Drawn by us, in the size of a small card: enough to be recognised, no issuer's artwork. */
const marks: Record<string, ReactNode> = {
  visa: (
    <text
      x="20"
      y="17.5"
      className="fill-[#1434cb] font-extrabold text-[11px] italic"
      textAnchor="middle"
    >
      VISA
    </text>
  ),
  mastercard: (
    <>
      <circle cx="16" cy="13" r="7" fill="#eb001b" />
      <circle cx="24" cy="13" r="7" fill="#f79e1b" />
      <path d="M20 7.25a7 7 0 0 1 0 11.5a7 7 0 0 1 0-11.5" fill="#ff5f00" />
    </>
  ),
  amex: (
    <>
      <rect width="40" height="26" rx="4" fill="#016fd0" />
      <text x="20" y="16.8" className="fill-[#fff] font-extrabold text-[9px]" textAnchor="middle">
        AMEX
      </text>
    </>
  ),
  discover: (
    <>
      <text x="4" y="16" className="fill-[#1c1a17] font-bold text-[6.5px]">
        DISC
      </text>
      <circle cx="23.5" cy="13.5" r="3.2" fill="#f47216" />
      <text x="27.5" y="16" className="fill-[#1c1a17] font-bold text-[6.5px]">
        VER
      </text>
    </>
  ),
  jcb: (
    <>
      <rect x="9" y="5" width="7" height="16" rx="2.5" fill="#0f5aa8" />
      <rect x="16.5" y="5" width="7" height="16" rx="2.5" fill="#c4122f" />
      <rect x="24" y="5" width="7" height="16" rx="2.5" fill="#1c8a3c" />
    </>
  ),
  diners: (
    <>
      <circle cx="20" cy="13" r="8" fill="none" stroke="#0069aa" strokeWidth="2" />
      <path d="M18 8.5v9M22 8.5v9" stroke="#0069aa" strokeWidth="2" />
    </>
  ),
  unionpay: (
    <>
      <path d="M10 5h8l-3 16H7z" fill="#d10429" />
      <path d="M18 5h8l-3 16h-8z" fill="#022e64" />
      <path d="M26 5h8l-3 16h-8z" fill="#076f74" />
    </>
  ),
};

/** Decoration beside the brand's name, which is always written too. */
export function BrandBadge({ brand, type }: { brand: string | null; type: string }) {
  const mark = brand === null ? undefined : marks[brand];
  if (mark !== undefined) {
    return (
      <svg viewBox="0 0 40 26" className="h-[26px] w-10 shrink-0" aria-hidden="true">
        <rect x="0.5" y="0.5" width="39" height="25" rx="4" fill="#fff" stroke="#d9d4ca" />
        {mark}
      </svg>
    );
  }
  const Icon = type === "card" ? CreditCard : Landmark;
  return (
    <span className="inline-flex h-[26px] w-10 shrink-0 items-center justify-center rounded border border-line bg-sunken text-soft">
      <Icon aria-hidden="true" className="size-4" />
    </span>
  );
}
