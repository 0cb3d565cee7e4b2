/** Portico's mark: three columns under a gable. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      className="size-9 fill-none stroke-2 stroke-accent-text"
    >
      <path
        d="M4 12 16 4l12 8M6 28h20M8 14v11M16 14v11M24 14v11"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
