/** How a merchant's server makes a session: Stripe's own package, with another key and another host. */
export function SdkSnippet({ host }: { host: string }) {
  const [name = host, port] = host.split(":");
  return (
    <pre className="whitespace-pre-wrap rounded-xl border border-line bg-sunken px-5 py-4 text-[0.8125rem] leading-relaxed">
      <code>
        {'import Stripe from "stripe";\n\n'}
        <Differs>{'const stripe = new Stripe("psk_test_…", {\n'}</Differs>
        <Differs>{`  host: "${name}",${port ? ` port: ${port},` : ""} protocol: "http",\n`}</Differs>
        {"});\n\n"}
        {"const session = await stripe.billingPortal.sessions.create({\n"}
        {'  customer: "cus_…",\n'}
        {'  return_url: "https://example.com/account",\n'}
        {"});\n\n"}
        {"redirect(session.url);"}
      </code>
    </pre>
  );
}

function Differs({ children }: { children: string }) {
  return <span className="font-semibold text-accent-text">{children}</span>;
}
