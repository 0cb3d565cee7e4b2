import { expect, it } from "vitest";
import { countryOf, isTaxId, verificationOf } from "./tax-id-types";

it.each([
  ["eu_vat", "DE123456789", true, "DE"],
  ["eu_vat", "de 123 456 789", true, "DE"],
  ["eu_vat", "EL123456789", true, "GR"],
  ["eu_vat", "ATU12345678", true, "AT"],
  ["eu_vat", "GB123456789", false, "GB"],
  ["eu_oss_vat", "EU123456789", true, null],
  ["gb_vat", "GB123456789", true, "GB"],
  ["gb_vat", "GB12", false, "GB"],
  ["us_ein", "12-3456789", true, "US"],
  ["us_ein", "12-345678", false, "US"],
  ["ch_vat", "CHE-123.456.789 MWST", true, "CH"],
  ["no_vat", "123456789MVA", true, "NO"],
  ["ad_nrt", "anything", true, "AD"],
])("%s %s: valid %s, of %s", (type, value, isValid, country) => {
  expect(isTaxId(type, value)).toBe(isValid);
  expect(countryOf(type, value)).toBe(country);
});

it.each([
  ["eu_vat", "DE123456789", "pending"],
  ["eu_vat", "DE000000000", "verified"],
  ["gb_vat", "GB111111111", "unverified"],
  ["eu_vat", "FR222222222", "pending"],
  ["us_ein", "12-3456789", "unavailable"],
])("%s %s is %s", (type, value, status) => {
  expect(verificationOf(type, value).status).toBe(status);
});
