import { invalid } from "../protocol/errors";
import { type Param, string } from "../protocol/params";

/** What stands on a card statement: at most 22 characters, at least one letter, none of `<>\"'`. */
export function statementDescriptor(): Param<string> {
  return {
    required: false,
    read: (raw, path) => {
      const text = string(22).read(raw, path);
      if (/[<>\\"']/.test(text)) {
        throw invalid(
          "The statement descriptor may not include any of the following characters: < > \\ \" '.",
          path,
        );
      }
      if (!/[a-z]/i.test(text)) {
        throw invalid("The statement descriptor must contain at least one letter.", path);
      }
      return text;
    },
  };
}
