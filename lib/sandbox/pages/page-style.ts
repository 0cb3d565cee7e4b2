/** The style of the sandbox's pages: one small sheet, light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #18181b; --quiet: #63636e; --line: #e4e4e7; --paper: #fff; --ground: #f4f4f5; --accent: #4338ca; }
@media (prefers-color-scheme: dark) { :root { --ink: #f4f4f5; --quiet: #a1a1aa; --line: #33333a; --paper: #1b1b1f; --ground: #101013; --accent: #a5b4fc; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; padding: 0 16px 48px; }
.notice { color: var(--quiet); font-size: 13px; padding: 12px 0; text-align: center; }
main { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; margin: 0 auto; max-width: 640px; padding: 32px; }
header { margin-bottom: 24px; }
h1 { font-size: 22px; line-height: 1.3; }
h2, dt, th { color: var(--quiet); font-size: 13px; font-weight: 500; }
.merchant { color: var(--quiet); font-size: 15px; font-weight: 400; }
.amount { font-size: 34px; font-variant-numeric: tabular-nums; font-weight: 650; letter-spacing: -0.02em; }
.status { border: 1px solid var(--line); border-radius: 999px; font-size: 13px; font-weight: 550; padding: 2px 10px; }
.status.paid { border-color: #16a34a66; color: #15803d; }
.status.open { border-color: #d9770666; color: #b45309; }
@media (prefers-color-scheme: dark) { .status.paid { color: #4ade80; } .status.open { color: #fbbf24; } }
dl > div { display: flex; gap: 16px; justify-content: space-between; padding: 4px 0; }
dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; text-align: right; }
section { margin-top: 20px; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 24px 0 12px; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 10px 0 10px 12px; text-align: right; vertical-align: top; }
th:first-child, td:first-child { overflow-wrap: anywhere; padding-left: 0; text-align: left; }
td { font-variant-numeric: tabular-nums; }
.period { color: var(--quiet); display: block; font-size: 13px; }
section + .totals { margin-top: 12px; }
.totals > div:last-child { border-top: 1px solid var(--line); font-weight: 650; margin-top: 6px; padding-top: 10px; }
.button { background: var(--ink); border-radius: 8px; color: var(--paper); display: inline-block; font-weight: 550; margin-top: 24px; padding: 9px 16px; text-decoration: none; }
button.button { border: 0; cursor: pointer; font: inherit; font-weight: 550; margin-top: 12px; width: 100%; }
.button.quiet { background: none; border: 1px solid var(--line); color: var(--ink); }
.links { display: flex; flex-wrap: wrap; gap: 0 12px; }
.payment { border: 1px solid var(--line); border-radius: 10px; margin-bottom: 24px; padding: 16px; }
.payment label { color: var(--quiet); display: block; font-size: 13px; margin-bottom: 4px; }
.payment select { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; color: var(--ink); font: inherit; padding: 8px; width: 100%; }
.alert { border-left: 3px solid #dc2626; margin-bottom: 12px; padding-left: 10px; }
a { color: var(--accent); }
select:focus-visible, a:focus-visible, .button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 480px) { main { padding: 24px 18px; } }
`;
