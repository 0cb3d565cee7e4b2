import { Notice } from "@/components/ui/notice";

/** In the place of the form, when what was saved says more than this version of Portico understands. */
export function NewerSettings() {
  return (
    <>
      <h1 className="mb-6 font-semibold text-2xl tracking-tight">Portal settings</h1>
      <Notice tone="warn">
        A newer version of Portico saved these settings. So that nothing of them is lost, they can
        be seen and changed only with that version. Your portal's server may be in the middle of an
        update: open the page again in a moment.
      </Notice>
    </>
  );
}
