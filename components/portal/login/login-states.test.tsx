import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl/react";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "@/lib/i18n/catalogue";
import { formats } from "@/lib/i18n/formats";
import { queryClient } from "../query-client";
import { Refused } from "../task/refused";
import { frame, plans } from "../view-fixture";
import { ChooseStep } from "./choose-step";
import { DoorError } from "./door-error";
import { DoorProblem } from "./door-problem";
import { LinkPage } from "./link-page";
import { LoginPage } from "./login-page";
import { nowMs } from "./now-ms";
import { PlansStep } from "./plans-step";
import { SentStep } from "./sent-step";

function read(html: string): string {
  const text = html.replace(/<title>.*?<\/title>/g, "").replace(/<[^>]*>/g, " ");
  return text.replaceAll("&#x27;", "'").replace(/\s+/g, " ");
}

function render(step: ReactElement): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={queryClient()}>
      <IntlProvider {...catalogueFor("en")} formats={formats} timeZone="UTC">
        {step}
      </IntlProvider>
    </QueryClientProvider>,
  );
}

const front = {
  frame: { ...frame, loginUrl: "/p/test_acme" },
  locale: "en",
  headline: "Fine anvils",
  legal: { privacyUrl: "https://example.com/privacy", termsUrl: null },
  configuration: "bpc_1",
};

function login(over: Partial<Parameters<typeof LoginPage>[0]> = {}): string {
  return renderToStaticMarkup(
    <LoginPage
      {...front}
      canMail
      sells={false}
      mailbox={null}
      returnUrl={null}
      reason={null}
      refused={false}
      prefilledEmail=""
      next={null}
      {...over}
    />,
  );
}

const nothing = () => Promise.resolve();

describe("the login page", () => {
  it("is one field and one button in the merchant's look", () => {
    const html = login({ prefilledEmail: "ada@example.com" });
    expect(read(html)).toContain("Acme Fine anvils");
    expect(read(html)).toContain("Sign in to billing");
    expect(html).toMatch(/<input[^>]*type="email"[^>]*autoComplete="email"/i);
    expect(html).toContain('value="ada@example.com"');
    expect(html.match(/<input/g)).toHaveLength(1);
    expect(read(html)).toContain("Email me a link");
    expect(html).not.toMatch(/autofocus/i);
    expect(html).not.toContain("data-error-code");
  });

  it.each([
    ["session_expired", "You were away for a while. Sign in again."],
    ["session_revoked", "This visit was ended."],
    ["session_required", "You come back to it afterwards."],
    ["logged_out", "You are logged out."],
  ])("says why there is no session: %s", (reason, line) => {
    expect(read(login({ reason }))).toContain(line);
    expect(login({ reason, refused: true })).toContain(`data-error-code="${reason}"`);
  });

  it.each(["constructor", "a_code_of_tomorrow"])("says nothing about %s", (reason) => {
    expect(read(login({ reason }))).toBe(read(login()));
  });

  it("without a mail server says whom to ask, and asks for nothing", () => {
    const html = login({ canMail: false, returnUrl: "https://example.com/help" });
    expect(read(html)).toContain("Ask Acme for a link to your billing.");
    expect(html).toContain('href="https://example.com/help"');
    expect(html).not.toContain("<input");
  });
});

describe("once a mail was asked for", () => {
  const asked = { email: "ada@example.com", atMs: nowMs() };
  const show = (mailbox: string | null, sells = false) =>
    render(
      <SentStep
        merchant="Acme"
        sells={sells}
        asked={asked}
        mailbox={mailbox}
        prove={nothing}
        ask={nothing}
        onChange={nothing}
      />,
    );

  it("the page says where to look, without saying whether anybody has that address", () => {
    const text = read(show(null));
    expect(text).toContain("Check your mail If ada@example.com belongs to a customer");
    expect(text).toContain("Wrong address? Change it");
    expect(text).toMatch(/Send another mail Another mail can be sent /);
    expect(text).toContain("Look in the spam folder.");
    expect(text).not.toContain("demo");
  });

  it("the page promises a mail to everybody where everybody may begin", () => {
    expect(read(show(null, true))).toContain("Check your mail We mail ada@example.com a link");
    expect(read(login({ sells: true }))).toContain("New here? Type yours and choose a plan.");
    expect(read(login())).not.toContain("New here?");
  });

  it("the code is one field that phones can fill in", () => {
    const html = show("/mailbox");
    expect(html.match(/<input/g)).toHaveLength(1);
    expect(html).toMatch(/<input[^>]*inputMode="numeric"/i);
    expect(html).toMatch(/<input[^>]*autoComplete="one-time-code"/i);
    expect(read(html)).toContain("Open the demo's mailbox");
  });
});

describe("a mailed link", () => {
  it("that this browser asked for is one button with the masked address", () => {
    const html = renderToStaticMarkup(<LinkPage {...front} email="a…@example.com" isOwn />);
    expect(read(html)).toContain("Continue as a…@example.com");
    expect(html).not.toContain("<input");
  });

  it("that another asked for wants the code", () => {
    const html = renderToStaticMarkup(<LinkPage {...front} email="a…@example.com" isOwn={false} />);
    expect(read(html)).toContain("type the six digits from the mail to a…@example.com");
    expect(html.match(/<input/g)).toHaveLength(1);
    expect(html).not.toContain("Continue as");
  });

  it.each(["link_invalid", "link_expired", "link_superseded", "link_used", "too_many_attempts"])(
    "that is over leads to a new one: %s",
    (code) => {
      const html = renderToStaticMarkup(
        <Refused
          code={code}
          merchant="Acme"
          returnUrl="https://example.com"
          portal={null}
          login="/p/test_acme"
          locale="en"
        />,
      );
      expect(html).toContain(`data-error-code="${code}"`);
      expect(html).toContain('href="/p/test_acme"');
      expect(read(html)).toContain("Get a new link");
      expect(read(html)).not.toContain("Something went wrong");
      expect(html.match(/<a /g)).toHaveLength(1);
    },
  );
});

describe("the chooser", () => {
  it("names each customer with what they pay for", () => {
    const choices = [
      { customer: "cus_1", name: "Harbour Studio", email: "a@b.co", plans: ["Pro", "Storage"] },
      { customer: "cus_2", name: null, email: null, plans: [] },
    ];
    const html = render(<ChooseStep merchant="Acme" choices={choices} choose={nothing} />);
    expect(html.match(/<button/g)).toHaveLength(2);
    expect(read(html)).toContain("Harbour Studio a@b.co Pro · Storage");
    expect(read(html)).toContain("Unnamed customer No active plan");
    expect(html).not.toContain("cus_");
  });
});

describe("somebody who is new", () => {
  const step = (
    <PlansStep merchant="Acme" newcomer={{ email: "ada@example.com", plans }} begin={nothing} />
  );

  it("sees each plan with its price, one of them picked, and what going on does", () => {
    const html = render(step);
    const text = read(html);
    expect(text).toContain("Choose a plan ada@example.com is new to Acme.");
    for (const { name } of plans) expect(text).toContain(name);
    expect(text).toMatch(/\$[\d,.]+ per month/);
    expect(html.match(/type="submit"/g)).toHaveLength(1);
    expect(html.match(/<input[^>]*checked/g)).not.toBeNull();
    expect(text).toContain("This opens your account with Acme. Nothing is charged yet");
  });
});

describe("what goes wrong at the door is told", () => {
  const tell = (error: unknown) => read(render(<DoorProblem error={error} merchant="Acme" />));
  const refusal = (code: string, over = {}) => new DoorError(code, { status: 400, ...over });

  it.each([
    ["email_invalid", "This does not look like an email address."],
    ["code_invalid", "This code is not right."],
    ["offline", "The connection was lost."],
    ["preview_outdated", "This plan is no longer on offer."],
    ["unavailable", "nothing is done twice."],
    ["mail_off", "Mail can't be sent from here"],
    ["too_many_attempts", "Too many wrong codes."],
    ["constructor", "Something went wrong on our side."],
    ["a_code_of_tomorrow", "Something went wrong on our side."],
  ])("kindly: %s", (code, line) => {
    expect(tell(refusal(code))).toContain(line);
  });

  it("with the time after which it may be tried again", () => {
    expect(tell(refusal("rate_limited", { retryAfterSeconds: 61 }))).toContain("in 2 minutes");
    expect(tell(refusal("rate_limited", { retryAfterSeconds: 20 }))).toContain("in a minute");
    expect(tell(refusal("rate_limited"))).toContain("in a minute");
  });

  it("with what to quote only where it is our fault", () => {
    const requestId = "req_1";
    expect(tell(refusal("internal", { requestId }))).toContain("quote req_1");
    expect(tell(refusal("code_invalid", { requestId }))).not.toContain("req_1");
    expect(tell(new TypeError("broken"))).toContain("Something went wrong");
  });
});
