"""Portico through Stripe's own Python library: only the key and the address differ from Stripe's.

    APP_URL=http://localhost:3000 PORTICO_API_KEY=psk_test_... CUSTOMER=cus_... SUBSCRIPTION=sub_... \\
        python3 scripts/compat/smoke.py

CUSTOMER is one of the merchant's Stripe account, SUBSCRIPTION a living one of theirs. Prints a line for each promise
that holds, and exits 1 at the first that does not. Nothing is made at Stripe.
"""

import os
import sys
import time

import stripe

stripe.api_base = os.environ["APP_URL"]
stripe.api_key = os.environ["PORTICO_API_KEY"]
stripe.max_network_retries = 2
customer = os.environ["CUSTOMER"]
subscription = os.environ["SUBSCRIPTION"]

Configuration = stripe.billing_portal.Configuration
Session = stripe.billing_portal.Session


def holds(promise, is_true):
    if not is_true:
        sys.exit(f"FAILED  {promise}")
    print(f"ok      {promise}")


def fails(promise, error, status, act):
    try:
        act()
    except error as caught:
        holds(f"{promise}: {type(caught).__name__}", caught.http_status == status)
        return caught
    sys.exit(f"FAILED  {promise}: nothing was raised")


def check_configurations():
    made = Configuration.create(
        name="Smoke",
        features={
            "invoice_history": {"enabled": True},
            "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
        },
        metadata={"color": "red", "size": "10"},
    )
    holds("a configuration is made", made.object == "billing_portal.configuration")
    same = Configuration.retrieve(made.id)
    holds("and retrieved", same.features.subscription_cancel.enabled is True)
    changed = Configuration.modify(made.id, name="", metadata={"color": ""})
    holds("'' clears", changed.name is None and changed.metadata == {"size": "10"})
    for _ in range(4):
        Configuration.create(features={"invoice_history": {"enabled": False}})
    found = [one.id for one in Configuration.list(limit=2).auto_paging_iter()]
    holds("pages follow each other", len(found) >= 5 and len(set(found)) == len(found))
    holds("filters choose", all(one.active for one in Configuration.list(active=True).data))
    return made


def check_sessions(configuration):
    session = Session.create(
        customer=customer,
        configuration=configuration.id,
        return_url="https://shop.example/account",
        expand=["configuration"],
        flow_data={
            "type": "subscription_cancel",
            "subscription_cancel": {"subscription": subscription},
            "after_completion": {"type": "hosted_confirmation"},
        },
    )
    holds("a session leads to one task", session.flow.type == "subscription_cancel")
    holds("and is expanded", session.configuration.id == configuration.id)
    key = f"smoke-{time.time_ns()}"
    first = Session.create(customer=customer, idempotency_key=key)
    again = Session.create(customer=customer, idempotency_key=key)
    holds("one key, one session", first.id == again.id and first.url == again.url)


def check_errors():
    errors = stripe.error
    missing = fails(
        "nobody's session", errors.InvalidRequestError, 400, lambda: Session.create()
    )
    holds("names its parameter", missing.param == "customer")
    holds("and its code", missing.code == "parameter_missing")
    fails(
        "an unknown configuration",
        errors.InvalidRequestError,
        404,
        lambda: Configuration.retrieve("bpc_unknown"),
    )
    fails(
        "a wrong key",
        errors.AuthenticationError,
        401,
        lambda: Session.create(customer=customer, api_key="psk_test_wrong"),
    )
    fails(
        "another account",
        errors.PermissionError,
        403,
        lambda: Session.create(customer=customer, stripe_account="acct_1Foreign"),
    )
    key = f"smoke-{time.time_ns()}"
    Session.create(customer=customer, idempotency_key=key)
    fails(
        "a key used twice",
        errors.IdempotencyError,
        400,
        lambda: Session.create(customer=customer, locale="de", idempotency_key=key),
    )


print(f"stripe-python {stripe.version.VERSION}, Python {sys.version.split()[0]}")
check_sessions(check_configurations())
check_errors()
