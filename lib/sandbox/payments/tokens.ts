import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { hash, missingParam, string } from "../protocol/params";
import { legacyCard } from "./make-source";
import { cardShape, readCard } from "./read-card";

const tokenCard = hash({
  ...cardShape,
  address_city: string(),
  address_country: string(),
  address_line1: string(),
  address_line2: string(),
  address_state: string(),
  address_zip: string(),
  currency: string(3),
  name: string(),
});

/** Card tokens: create, retrieve. */
export const tokenEndpoints = [
  endpoint("POST", "/v1/tokens", { card: tokenCard, customer: string() }, async (call) => {
    const { card: given } = call.params;
    if (given === undefined) throw missingParam("card");
    const { card, face } = readCard(given, "card", call.now);
    const { customer: _nobody, ...shown } = legacyCard(newId("source"), card, face, null, given);
    const token: Stripe.Token = {
      id: newId("token"),
      object: "token",
      card: shown,
      client_ip: null,
      created: call.now,
      livemode: false,
      type: "card",
      used: false,
    };
    const traits = { isSetUp: false, isSpent: false };
    await call.books.put("token", token);
    await call.books.put("test_card", { id: token.id, name: card.name, ...traits });
    return token;
  }),
  endpoint("GET", "/v1/tokens/:id", {}, ({ books, id }) => requireDocument(books, "token", id)),
];
