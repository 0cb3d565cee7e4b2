import Stripe from "stripe";

/** The version of Stripe's API that this product speaks: the one its SDK is pinned to. */
export const apiVersion: string = Stripe.API_VERSION;
