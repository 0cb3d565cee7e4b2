import ts from "typescript";
import { type Field, isWords, type ObjectShape, type Shape, type Words } from "./shape";

const primitives: readonly [ts.TypeFlags, Shape][] = [
  [ts.TypeFlags.Null, "null"],
  [ts.TypeFlags.Undefined | ts.TypeFlags.Void, "absent"],
  [ts.TypeFlags.String, "string"],
  [ts.TypeFlags.Number, "number"],
  [ts.TypeFlags.Boolean, "boolean"],
  [ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive, "unknown"],
];

const searchFields: { [name: string]: Field } = {
  next_page: { shape: { anyOf: ["string", "null"] }, isOptional: false },
  total_count: { shape: "number", isOptional: true },
};

/** Turns types into shapes. Object types are numbered and described once. */
export class TypeReader {
  readonly objects: ObjectShape[] = [];
  readonly #numbers = new Map<ts.Type, number>();
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  read(type: ts.Type): Shape {
    const primitive = primitives.find(([flag]) => (type.flags & flag) !== 0)?.[1];
    if (primitive !== undefined) return primitive;
    if (type.aliasSymbol?.name === "Decimal") return "decimal";
    if (type.isUnion()) return mergeUnion(type.types.map((part) => this.read(part)));
    return this.#readLiteral(type) ?? this.#readStructure(type);
  }

  /** The envelope of a list or a search, which the SDK's methods name only by their promise. */
  envelope(word: "list" | "search_result", data: Shape): Shape {
    const fields: { [name: string]: Field } = {
      object: { shape: { oneOf: [word] }, isOptional: false },
      data: { shape: { array: data }, isOptional: false },
      has_more: { shape: "boolean", isOptional: false },
      url: { shape: "string", isOptional: false },
      ...(word === "list" ? {} : searchFields),
    };
    return { object: this.objects.push({ name: word, fields }) - 1 };
  }

  #readLiteral(type: ts.Type): Words | null {
    if (type.isStringLiteral() || type.isNumberLiteral()) return { oneOf: [type.value] };
    if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0) {
      return { oneOf: [this.#checker.typeToString(type) === "true"] };
    }
    // `string & Record<never, never>` is the SDK's OtherString.
    const isText = (part: ts.Type) => (part.flags & ts.TypeFlags.String) !== 0;
    return type.isIntersection() && type.types.some(isText) ? { oneOf: [], isOpen: true } : null;
  }

  #readStructure(type: ts.Type): Shape {
    const element = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (element !== undefined && this.#checker.isArrayLikeType(type)) {
      return { array: this.read(element) };
    }
    const properties = this.#checker.getPropertiesOfType(type);
    const [index] = this.#checker.getIndexInfosOfType(type);
    if (properties.length === 0 && index !== undefined) return { map: this.read(index.type) };
    return { object: this.#numberOf(type, properties) };
  }

  #numberOf(type: ts.Type, properties: readonly ts.Symbol[]): number {
    const known = this.#numbers.get(type);
    if (known !== undefined) return known;
    const fields: { [name: string]: Field } = {};
    const number = this.objects.push({ name: this.#nameOf(type), fields }) - 1;
    this.#numbers.set(type, number);
    for (const property of properties) {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const shape = this.read(this.#checker.getTypeOfSymbol(property));
      fields[property.name] = { shape, isOptional };
    }
    return number;
  }

  #nameOf(type: ts.Type): string {
    const flag = ts.TypeFormatFlags.UseFullyQualifiedType;
    const name = this.#checker.typeToString(type, undefined, flag);
    return name.replace(/import\("[^"]*"\)\./g, "");
  }
}

/** One shape of a union's parts: words together, and what may be undefined is not a shape of its own. */
function mergeUnion(parts: readonly Shape[]): Shape {
  // The compiler's order is that of its own work.
  const words = parts
    .filter(isWords)
    .flatMap((part) => part.oneOf)
    .toSorted();
  // To the compiler boolean is the union of its two words.
  const isBoolean = words.includes(true) && words.includes(false);
  const oneOf = isBoolean ? words.filter((word) => typeof word !== "boolean") : words;
  const isOpen = parts.some((part) => isWords(part) && part.isOpen);
  const merged = parts.filter((part) => part !== "absent" && !isWords(part));
  if (oneOf.length > 0) merged.push(isOpen ? { oneOf, isOpen } : { oneOf });
  if (isBoolean) merged.push("boolean");
  const [only = "absent", other] = merged;
  return other === undefined ? only : { anyOf: merged };
}
