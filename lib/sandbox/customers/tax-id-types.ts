import { oneOf } from "../protocol/params";

/** Every type of the pinned version (`TaxIdCreateParams.Type`). */
export const taxIdType = oneOf(
  "ad_nrt",
  "ae_trn",
  "al_tin",
  "am_tin",
  "ao_tin",
  "ar_cuit",
  "au_abn",
  "au_acn",
  "au_arn",
  "au_wpn",
  "aw_tin",
  "az_tin",
  "ba_tin",
  "bb_tin",
  "bd_bin",
  "bf_ifu",
  "bg_uic",
  "bh_vat",
  "bj_ifu",
  "bo_tin",
  "br_cnpj",
  "br_cpf",
  "bs_tin",
  "bw_vat",
  "by_tin",
  "ca_bn",
  "ca_gst_hst",
  "ca_pst_bc",
  "ca_pst_mb",
  "ca_pst_sk",
  "ca_qst",
  "cd_nif",
  "ch_uid",
  "ch_vat",
  "ci_vat",
  "cl_tin",
  "cm_niu",
  "cn_tin",
  "co_nit",
  "cr_tin",
  "cv_nif",
  "cz_dic",
  "de_stn",
  "do_rcn",
  "ec_ruc",
  "eg_tin",
  "es_cif",
  "et_tin",
  "eu_oss_vat",
  "eu_vat",
  "fo_vat",
  "fr_siren",
  "fr_siret",
  "fr_spi",
  "gb_vat",
  "ge_vat",
  "gh_tin",
  "gi_tin",
  "gn_nif",
  "hk_br",
  "hr_oib",
  "hu_tin",
  "ic_nif",
  "id_npwp",
  "il_vat",
  "in_gst",
  "is_kt",
  "is_vat",
  "it_cf",
  "jp_cn",
  "jp_rn",
  "jp_trn",
  "ke_pin",
  "kg_tin",
  "kh_tin",
  "kr_brn",
  "kz_bin",
  "la_tin",
  "li_uid",
  "li_vat",
  "lk_vat",
  "ma_vat",
  "md_cf",
  "md_vat",
  "me_pib",
  "mk_vat",
  "mr_nif",
  "mu_vat",
  "mx_rfc",
  "my_frp",
  "my_itn",
  "my_sst",
  "mz_nuit",
  "ng_tin",
  "no_vat",
  "no_voec",
  "np_pan",
  "nz_bn",
  "nz_gst",
  "om_vat",
  "pe_ruc",
  "ph_tin",
  "pl_nip",
  "pt_nif",
  "py_ruc",
  "ro_tin",
  "rs_pib",
  "ru_inn",
  "ru_kpp",
  "sa_vat",
  "sg_gst",
  "sg_uen",
  "si_tin",
  "sm_coe",
  "sn_ninea",
  "sr_fin",
  "sv_nit",
  "th_vat",
  "tj_tin",
  "tr_tin",
  "tt_bir",
  "tt_vat",
  "tw_vat",
  "tz_vat",
  "ua_vat",
  "ug_tin",
  "us_ein",
  "uy_ruc",
  "uz_tin",
  "uz_vat",
  "ve_rif",
  "vn_tin",
  "za_vat",
  "zm_tin",
  "zw_tin",
);

/** How values look, where that is simple: https://docs.stripe.com/billing/customer/tax-ids. Spaces and dots are ignored. */
const formats: { [type: string]: RegExp } = {
  au_abn: /^\d{11}$/,
  au_arn: /^\d{12}$/,
  br_cnpj: /^\d{8}\/?\d{4}-?\d{2}$/,
  br_cpf: /^\d{9}-?\d{2}$/,
  ca_bn: /^\d{9}$/,
  ca_gst_hst: /^\d{9}RT\d{4}$/,
  ch_uid: /^CHE-?\d{9}(HR)?$/,
  ch_vat: /^CHE-?\d{9}(MWST|TVA|IVA)?$/,
  eu_oss_vat: /^EU\d{9}$/,
  gb_vat: /^(GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})|XI\d{9})$/,
  il_vat: /^\d{9}$/,
  in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][\dA-Z]Z[\dA-Z]$/,
  jp_cn: /^\d{13}$/,
  jp_rn: /^\d{5}$/,
  jp_trn: /^T\d{13}$/,
  kr_brn: /^\d{3}-?\d{2}-?\d{5}$/,
  mx_rfc: /^[A-ZÑ&]{3,4}\d{6}[\dA-Z]{3}$/,
  no_vat: /^\d{9}(MVA)?$/,
  nz_gst: /^\d{8,9}$/,
  sg_uen: /^\w{9,10}$/,
  us_ein: /^\d{2}-?\d{7}$/,
  za_vat: /^4\d{9}$/,
};

/** VAT numbers of the member states, by the letters they begin with. */
const euFormats: { [country: string]: RegExp } = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[\dA-Z]\d{7}[\dA-Z]$/,
  FI: /^\d{8}$/,
  FR: /^[\dA-Z]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[\dA-Z*+]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^\d{9}$/,
};

/** Stripe's numbers for trying out verification, whatever the country. */
const trials: { [digits: string]: "pending" | "unverified" | "verified" } = {
  "000000000": "verified",
  "111111111": "unverified",
  "222222222": "pending",
};
const verifiable = new Set(["au_abn", "eu_vat", "gb_vat"]);

/** Whether a value can be of that type. Types without a format here take any value. */
export function isTaxId(type: string, value: string): boolean {
  const plain = plainOf(value);
  if (verifiable.has(type) && trials[digitsOf(plain)] !== undefined) return true;
  if (type !== "eu_vat") return formats[type]?.test(plain) ?? true;
  return euFormats[plain.slice(0, 2)]?.test(plain.slice(2)) ?? false;
}

/** The country a tax id is of; null for those of no single one. */
export function countryOf(type: string, value: string): string | null {
  if (type === "eu_oss_vat") return null;
  if (type !== "eu_vat") return type.slice(0, 2).toUpperCase();
  const country = plainOf(value).slice(0, 2);
  return country === "EL" ? "GR" : country;
}

/** What became of verification: only some types are verified at all. */
export function verificationOf(type: string, value: string) {
  const status = trials[digitsOf(plainOf(value))] ?? "pending";
  return {
    status: verifiable.has(type) ? status : ("unavailable" as const),
    verified_address: null,
    verified_name: null,
  };
}

function plainOf(value: string): string {
  return value.replace(/[\s.]/g, "").toUpperCase();
}

function digitsOf(plain: string): string {
  return plain.replace(/^[A-Z]{2}/, "");
}
